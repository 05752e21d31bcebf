package io.walgateway.plugin.opensearch.target;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Printable;
import io.walgateway.plugin.opensearch.cluster.Call;
import io.walgateway.plugin.opensearch.cluster.Cluster;
import io.walgateway.plugin.opensearch.cluster.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for a while which indexes exist. A bulk request would create an index that does not, with a mapping that is
 * guessed from the first document. Safe for any number of threads.
 */
final class IndexPresence {
    static final Duration REMEMBERED = Duration.ofSeconds(10);
    static final int REMEMBERED_MAX = 1_000;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Cluster cluster;
    private final InstantSource clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    IndexPresence(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** The outcome of all messages for an index that cannot be written to; empty: it can. Nothing was sent. */
    Optional<DeliveryOutcome> obstacle(String index, Duration limit) throws InterruptedException {
        Instant now = clock.instant();
        Instant before = seen.get(index);
        if (before != null && now.isBefore(before.plus(REMEMBERED)) && !now.isBefore(before)) {
            return Optional.empty();
        }
        return switch (cluster.exchange(Call.head("/" + BulkCall.encoded(index)), limit)) {
            case Reply.NotSent(String why) -> away(why);
            case Reply.Broken(String why) -> away(why);
            case Reply.Late(String why) -> away(why);
            case Reply.Answered answer -> obstacle(index, answer, now);
        };
    }

    private Optional<DeliveryOutcome> obstacle(String index, Reply.Answered answer, Instant now) {
        return switch (answer.status()) {
            case NOT_FOUND -> {
                seen.remove(index);
                yield Optional.of(new DeliveryOutcome.Absent("index " + Printable.of(index) + " does not exist in "
                        + cluster + " (expected: created before, or require-index: false)"));
            }
            case OK, 401, 403 -> {
                // The right to write does not include the right to ask. The write itself will tell.
                remember(index, now);
                yield Optional.empty();
            }
            case 429, 503 ->
                Optional.of(new DeliveryOutcome.Throttled(
                        AskedPause.of(answer.retryAfter()), answer.node() + " answered " + answer.status()));
            default -> away(answer.node() + " answered " + answer.status());
        };
    }

    private void remember(String index, Instant now) {
        if (seen.size() >= REMEMBERED_MAX) {
            seen.clear();
        }
        seen.put(index, now);
    }

    private static Optional<DeliveryOutcome> away(String why) {
        return Optional.of(new DeliveryOutcome.Unavailable(why));
    }
}
