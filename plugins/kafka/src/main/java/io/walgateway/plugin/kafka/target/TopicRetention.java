package io.walgateway.plugin.kafka.target;

import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.kafka.cluster.AdminCalls;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * How long a topic keeps records by their timestamps. It is looked up when needed, and again after a minute. Safe for
 * any number of threads; one of them asks at a time.
 */
final class TopicRetention {
    private static final Duration FRESH_FOR = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /**
     * How long a failed look-up stands: deliveries that waited for the answer then do not ask again, one after another.
     */
    private static final Duration AWAY_FOR = Duration.ofSeconds(1);

    private final ClusterSettings cluster;
    private final String topic;
    private final String clientId;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;

    private record Known(Optional<Duration> keeps, @Nullable QueueUnavailableException away, Instant until) {
        Optional<Duration> orThrow() {
            if (away != null) {
                throw away;
            }
            return keeps;
        }
    }

    TopicRetention(ClusterSettings cluster, String topic, String clientId, InstantSource clock) {
        this.cluster = cluster;
        this.topic = topic;
        this.clientId = clientId;
        this.clock = clock;
    }

    /**
     * How long the topic keeps a record after its timestamp; empty: its retention does not go by timestamps, it does
     * not exist, or the cluster refuses to tell this process. Blocks for some seconds at most.
     *
     * @throws QueueUnavailableException when the cluster was never reached
     */
    Optional<Duration> keeps() {
        Known last = known;
        if (last == null || last.away() != null) {
            asking.lock();
        } else if (isFresh(last) || !asking.tryLock()) {
            return last.keeps();
        }
        try {
            Known meanwhile = known;
            if (meanwhile == null || !isFresh(meanwhile)) {
                meanwhile = ask(meanwhile);
                known = meanwhile;
            }
            return meanwhile.orThrow();
        } finally {
            asking.unlock();
        }
    }

    private boolean isFresh(Known last) {
        return clock.instant().isBefore(last.until());
    }

    private Known ask(@Nullable Known last) {
        try {
            return known(AdminCalls.with(cluster, clientId, PATIENCE, this::describe));
        } catch (IllegalArgumentException _) {
            return known(Optional.empty());
        } catch (QueueUnavailableException e) {
            return last != null && last.away() == null
                    ? known(last.keeps())
                    : new Known(Optional.empty(), e, clock.instant().plus(AWAY_FOR));
        }
    }

    private Known known(Optional<Duration> keeps) {
        return new Known(keeps, null, clock.instant().plus(FRESH_FOR));
    }

    private Optional<Duration> describe(Admin admin, AdminCalls calls) {
        return TopicTimestamps.ask(admin, calls, topic).flatMap(TopicTimestamps::keeps);
    }
}
