package io.walgateway.consumer.writer;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Targets of the writer's region that keep the messages they get, or answer as their address says. */
final class RecordingTargets implements TargetProvider {
    static final String TYPE = "recording";
    static final String ANSWER = "answer";

    private final Queue<Message> delivered = new ConcurrentLinkedQueue<>();

    static TargetAddress answering(String answer) {
        return new TargetAddress(TYPE, Map.of(ANSWER, answer));
    }

    List<Message> delivered() {
        return List.copyOf(delivered);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return List.of();
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new TargetClient() {
            @Override
            public Target target(TargetAddress address) {
                return attempt -> outcome(address, attempt.message());
            }

            @Override
            public String endpoint(TargetAddress address) {
                return TYPE;
            }

            @Override
            public void close() {}
        };
    }

    private DeliveryOutcome outcome(TargetAddress address, Message message) throws InterruptedException {
        return switch (address.properties().getOrDefault(ANSWER, "delivered")) {
            case "delivered" -> {
                delivered.add(message);
                yield DeliveryOutcome.DELIVERED;
            }
            case "hanging" -> {
                new CountDownLatch(1).await();
                yield DeliveryOutcome.DELIVERED;
            }
            case "skipped" -> new DeliveryOutcome.Skipped("as told");
            case "throttled" -> new DeliveryOutcome.Throttled(Duration.ofSeconds(7), "as told");
            case "unavailable" -> new DeliveryOutcome.Unavailable("as told");
            case "failed" -> new DeliveryOutcome.Failed("as told");
            case "absent" -> new DeliveryOutcome.Absent("as told");
            case "rejected" -> new DeliveryOutcome.Rejected("as told");
            case "unknown" -> new DeliveryOutcome.Unknown("as told");
            default -> throw new IllegalStateException("\u001b[31mnot as told");
        };
    }
}
