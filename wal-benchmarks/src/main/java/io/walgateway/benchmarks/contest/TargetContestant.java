package io.walgateway.benchmarks.contest;

import io.walgateway.consumer.route.Targets;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The gateway's target as a consumer opens it, with the consumer's batcher where the target takes batches. As in a
 * consumer, each delivery under way has a virtual thread, and each is a message of its own; there is no queue.
 */
final class TargetContestant implements Contestant {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Message.Provenance PASSED =
            new Message.Provenance("eu", List.of("eu"), List.of("eu/first"), TraceContext.NONE, List.of());

    private final InstantSource clock;
    private final Targets targets;
    private final Target target;
    private final LongFunction<Bytes> payload;
    private long loads;

    /** @param payload the payload of a number */
    TargetContestant(
            TargetAddress address, Map<String, String> settings, LongFunction<Bytes> payload, InstantSource clock) {
        this.clock = clock;
        this.payload = payload;
        PluginContext context = new PluginContext(settings, clock, "bench");
        targets = new Targets(Plugins.installed(), _ -> context, "");
        target = targets.at(address).target();
    }

    @Override
    public Loop loop(int atOnce, Count count) {
        long load = loads++;
        return new ThreadedLoop(atOnce, count, number -> deliver(load, number));
    }

    private void deliver(long load, long number) throws InterruptedException {
        Instant now = clock.instant();
        DeliveryOutcome outcome =
                target.deliver(new DeliveryAttempt(message(load, number, now), 1, now.plus(PATIENCE)));
        if (!outcome.equals(DeliveryOutcome.DELIVERED)) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    private Message message(long load, long number, Instant now) {
        return new Message(
                Payloads.id(load, number),
                "bench",
                new Message.Inline(payload.apply(number)),
                Message.Routing.toAll(Bytes.utf8(Payloads.key(number))),
                new Message.Lifecycle(now, now, now, Optional.empty()),
                0,
                1,
                PASSED,
                Message.Priority.NORMAL);
    }

    @Override
    public void close() {
        targets.close();
    }
}
