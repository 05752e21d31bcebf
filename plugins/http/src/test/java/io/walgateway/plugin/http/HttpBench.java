package io.walgateway.plugin.http;

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
final class HttpBench implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Servers of tests are on this machine, which no * allows. */
    static final Map<String, String> LOCAL = Map.of("target-hosts", "*, 127.0.0.1, localhost, [::1]");

    private final InstantSource clock;
    private final TargetClient client;

    HttpBench(Map<String, String> settings, InstantSource clock) {
        this.clock = clock;
        Map<String, String> local = new HashMap<>(LOCAL);
        local.putAll(settings);
        this.client = new HttpTargetProvider().open(new PluginContext(local, clock, "test"));
    }

    HttpBench() {
        this(Map.of(), InstantSource.system());
    }

    static TargetAddress address(String url, String... more) {
        Map<String, String> properties = new HashMap<>();
        properties.put("url", url);
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return new TargetAddress("http", properties);
    }

    TargetClient client() {
        return client;
    }

    DeliveryOutcome deliver(String url, String... more) {
        return deliver(Messages.message().payload("hello").build(), PATIENCE, address(url, more));
    }

    DeliveryOutcome deliver(Message message, String url, String... more) {
        return deliver(message, PATIENCE, address(url, more));
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

    @Override
    public void close() {
        client.close();
    }
}
