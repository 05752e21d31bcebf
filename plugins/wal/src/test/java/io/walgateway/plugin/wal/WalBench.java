package io.walgateway.plugin.wal;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** One client, and deliveries with it. */
final class WalBench implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final InstantSource clock = InstantSource.system();
    private final TargetClient client;

    WalBench(Map<String, String> settings) {
        client = new WalTargetProvider().open(new PluginContext(settings, clock, "test"));
    }

    static TargetAddress address(String gateway) {
        return new TargetAddress("wal", Map.of("address", gateway, "namespace", "second"));
    }

    TargetClient client() {
        return client;
    }

    /** @param script what the gateway does with it */
    DeliveryOutcome deliver(String gateway, String script) throws InterruptedException {
        return deliver(gateway, message(script, 10), PATIENCE);
    }

    DeliveryOutcome deliver(String gateway, Message message, Duration limit) throws InterruptedException {
        return client.target(address(gateway))
                .deliver(new DeliveryAttempt(message, 1, clock.instant().plus(limit)));
    }

    static Message message(String script, int bytes) {
        return Messages.message().key(script).payload("x".repeat(bytes)).build();
    }

    @Override
    public void close() {
        client.close();
    }
}
