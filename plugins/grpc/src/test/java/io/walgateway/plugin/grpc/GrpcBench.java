package io.walgateway.plugin.grpc;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** One client, and deliveries with it. */
final class GrpcBench implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final String METHOD = "com.shop.Orders/Put";

    /** Servers of tests are on this machine, which no * allows. */
    static final Map<String, String> LOCAL = Map.of("target-hosts", "*, 127.0.0.1, localhost, [::1], shop.test");

    private final InstantSource clock;
    private final TargetClient client;

    GrpcBench(Map<String, String> settings, InstantSource clock) {
        this.clock = clock;
        Map<String, String> local = new HashMap<>(LOCAL);
        local.putAll(settings);
        this.client = new GrpcTargetProvider().open(new PluginContext(local, clock, "test"));
    }

    GrpcBench(Map<String, String> settings) {
        this(settings, InstantSource.system());
    }

    /** The machine may be slow: nothing but silence is to end by time. */
    GrpcBench() {
        this(Map.of("connect-timeout", "1m"));
    }

    static TargetAddress address(int port, String... more) {
        return address("127.0.0.1:" + port, more);
    }

    static TargetAddress address(String address, String... more) {
        Map<String, String> properties = new HashMap<>();
        properties.put("address", address);
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return new TargetAddress("grpc", properties);
    }

    TargetClient client() {
        return client;
    }

    /** Calls the method of this bench. */
    DeliveryOutcome deliver(int port, String... more) {
        return deliver(Messages.message().payload("hello").build(), PATIENCE, put(port, more));
    }

    DeliveryOutcome deliver(Message message, Duration limit, TargetAddress address) {
        try {
            return client.target(address)
                    .deliver(new DeliveryAttempt(message, 1, clock.instant().plus(limit)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static TargetAddress put(int port, String... more) {
        Map<String, String> properties = new HashMap<>(address(port, more).properties());
        properties.putIfAbsent("method", METHOD);
        return new TargetAddress("grpc", properties);
    }

    @Override
    public void close() {
        client.close();
    }
}
