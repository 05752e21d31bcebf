package io.walgateway.plugin.kafka.delay.timer;

import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.retry.Backoff;
import io.walgateway.core.retry.Restarts;
import io.walgateway.core.units.Durations;
import io.walgateway.plugin.kafka.delay.report.Reporter;
import java.io.File;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's share of one topic's timers: a Kafka Streams application that is restarted after a failure, at growing
 * intervals. It costs next to nothing until an entry is delayed for the first time.
 */
public final class TopicTimers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTimers.class);
    private static final Duration OBSERVE_INTERVAL = Duration.ofMillis(250);
    private static final Duration UNUSED_INTERVAL = Duration.ofMillis(500);
    private static final Backoff RESTARTS = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
    private static final Duration CLOSE_MAX = Duration.ofSeconds(8);

    private final DelayTopics topics;
    private final DelayCluster cluster;
    private final Reporter reporter;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** Starts at once, or as soon as the cluster can be reached; never blocks. */
    public TopicTimers(DelayTopics topics, DelayCluster cluster) {
        this.topics = topics;
        this.cluster = cluster;
        this.reporter = new Reporter(topics.report(), cluster.reports());
        this.thread =
                Thread.ofPlatform().daemon().name("timers " + topics.topic()).start(this::run);
    }

    /** The counts of entries pending in the partitions that this process holds. */
    public DelayedCounts pendingHere() {
        return reporter.here();
    }

    /** Returns at once; {@link #close} waits. */
    public void stop() {
        stopping.countDown();
    }

    @Override
    public void close() {
        stop();
        try {
            thread.join(CLOSE_MAX.plusSeconds(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Restarts pauses = new Restarts(RESTARTS, cluster.clock(), cluster.random());
        while (!awaitStop(Duration.ZERO)) {
            pauses.begun();
            Optional<Throwable> failure = Optional.empty();
            try (Admin admin = cluster.admin().get()) {
                runOnce(admin);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | LinkageError e) {
                failure = Optional.of(e);
            }
            Duration restartIn = pauses.failed();
            failure.ifPresent(e -> LOG.error(
                    "Expected the timers of {} to run, but they do not; next try in {}",
                    topics.topic(),
                    Durations.format(restartIn),
                    e));
            if (awaitStop(restartIn)) {
                return;
            }
        }
    }

    private void runOnce(Admin admin) throws InterruptedException {
        int partitions = cluster.topics().apply(admin, topics);
        ReadProgress tail = new ReadProgress(cluster.clock());
        TopicObserver observer = new TopicObserver(admin, topics, tail, partitions);
        while (!observer.isUsed()) {
            if (awaitStop(UNUSED_INTERVAL)) {
                return;
            }
        }
        KafkaStreams streams =
                new KafkaStreams(DelayTopology.of(topics, wiring(tail)), new StreamsConfig(settings(admin)));
        try {
            streams.setUncaughtExceptionHandler(error -> {
                LOG.error("Expected the timers of {} to go on, but they failed", topics.topic(), error);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            while (isGoing(streams.state()) && !awaitStop(OBSERVE_INTERVAL)) {
                observer.observe();
            }
        } finally {
            // A timer that stops hands its partitions over at once. One that failed restarts under the same name.
            boolean leaving = awaitStop(Duration.ZERO);
            streams.close(CloseOptions.timeout(CLOSE_MAX)
                    .withGroupMembershipOperation(
                            leaving
                                    ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                                    : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    /** Stores are kept by cluster id, so entries of an earlier cluster at these addresses never come out here. */
    private Map<String, Object> settings(Admin admin) {
        Map<String, Object> settings = new HashMap<>(cluster.streams().apply(topics, cluster.home()));
        settings.computeIfPresent(
                StreamsConfig.STATE_DIR_CONFIG, (_, directory) -> directory + File.separator + clusterId(admin));
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, DelayMemory.Setter.class);
        settings.put(DelayMemory.CONFIG, cluster.memory());
        return settings;
    }

    private static String clusterId(Admin admin) {
        try {
            return admin.describeCluster().clusterId().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected the cluster to say its id, but it does not", e);
        }
    }

    private TimerWiring wiring(ReadProgress tail) {
        return new TimerWiring(cluster.clock(), cluster.writer().apply(topics.topic()), tail, reporter);
    }

    private static boolean isGoing(KafkaStreams.State state) {
        return switch (state) {
            case CREATED, REBALANCING, RUNNING -> true;
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
        };
    }

    private boolean awaitStop(Duration patience) {
        try {
            return stopping.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
