package io.walgateway.plugin.opensearch;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.BatchTarget;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.testkit.fake.MessageBuilder;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One client, and deliveries with it. */
final class Deliveries implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TargetClient client;

    Deliveries(Map<String, String> settings) {
        this.client = new OpenSearchTargetProvider().open(new PluginContext(settings, InstantSource.system(), "test"));
    }

    static Deliveries to(URI cluster) {
        return new Deliveries(Map.of("clusters.*.addresses", cluster.toString()));
    }

    static TargetAddress address(String index, String... more) {
        Map<String, String> properties = new HashMap<>();
        properties.put("index", index);
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return new TargetAddress("opensearch", properties);
    }

    /** A message with a key, written this many milliseconds after the others' beginning. */
    static MessageBuilder written(String key, long millis) {
        return Messages.message().key(key).writeTime(TestClock.START.plusMillis(millis));
    }

    TargetClient client() {
        return client;
    }

    DeliveryOutcome deliver(TargetAddress address, Message message) {
        return deliver(address, List.of(message)).getFirst();
    }

    DeliveryOutcome deliver(TargetAddress address, MessageBuilder message) {
        return deliver(address, message.build());
    }

    List<DeliveryOutcome> deliver(TargetAddress address, List<Message> messages) {
        return deliver(address, messages, PATIENCE);
    }

    /** With one request. */
    List<DeliveryOutcome> deliver(TargetAddress address, List<Message> messages, Duration limit) {
        try {
            return ((BatchTarget) client.target(address))
                    .deliverAll(messages.stream()
                            .map(message -> new DeliveryAttempt(
                                    message, 1, InstantSource.system().instant().plus(limit)))
                            .toList());
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
