package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.store.Audience;
import io.walgateway.controlplane.store.ChangeFeed;
import io.walgateway.controlplane.store.EarlierGeneration;
import io.walgateway.controlplane.store.GenerationStore;
import io.walgateway.controlplane.store.NamespaceStore;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.retry.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Drains the queues and targets that a namespace has left. First, every process must have been seen to know of the
 * change. Then, when appends that were in flight have ended, the ends of the queues are recorded. When every group has
 * settled everything before these ends, the queue is drained, and the keys that have moved away from it are delivered
 * from their new queues. Each region is drained by itself, so that one that is away holds up no other. Delayed messages that come out of it later are forwarded by the consumers, which read the
 * queue until it is forgotten.
 */
public final class Draining implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Draining.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final GenerationStore generations;
    private final NamespaceStore namespaces;
    private final Audience audience;
    private final Documents documents;
    private final Regions regions;
    private final ChangeFeed feed;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Duration inFlightMax;
    private final Duration keep;
    /** The ends of the queues after everything left in them had been kept for long enough. */
    private final Map<Left, JsonNode> lastEnds = new HashMap<>();

    private final Alarm alarm = new Alarm();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("draining").unstarted(this::run);

    private record Left(String namespace, long until, String region) {
        boolean isOf(EarlierGeneration generation) {
            return generation.namespace().equals(namespace) && generation.until() == until;
        }
    }

    /**
     * @param inFlightMax the time within which a process answers the appends that were in flight when it learned of a
     *                    change
     * @param keep        how long a drained queue is still read, so that nothing is lost from a process that was cut
     *                    off meanwhile
     */
    public Draining(
            GenerationStore generations,
            NamespaceStore namespaces,
            Audience audience,
            Documents documents,
            Regions regions,
            ChangeFeed feed,
            JsonMapper json,
            InstantSource clock,
            Duration inFlightMax,
            Duration keep) {
        this.generations = generations;
        this.namespaces = namespaces;
        this.audience = audience;
        this.documents = documents;
        this.regions = regions;
        this.feed = feed;
        this.json = json;
        this.clock = clock;
        this.inFlightMax = inFlightMax;
        this.keep = keep;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                look();
            } while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes every step that can be taken now; the others are retried at the next look. */
    void look() {
        try {
            List<EarlierGeneration> all = generations.all();
            all.forEach(this::lookAt);
            lastEnds.keySet().removeIf(left -> all.stream().noneMatch(left::isOf));
        } catch (RefusedException e) {
            audience.lostTouch();
            log.debug("Earlier queues are not looked at", e);
        }
    }

    private void lookAt(EarlierGeneration generation) {
        try {
            namespaces
                    .last(generation.namespace())
                    .flatMap(revision -> revision.document()
                            .map(document -> documents.config(generation.namespace(), revision.number(), document)))
                    .ifPresent(now -> proceed(generation, now));
        } catch (QueueUnavailableException e) {
            logAway(generation, e);
        } catch (RuntimeException e) {
            long failures = alarm.failed(clock.instant());
            if (failures > 0) {
                log.warn(
                        "Expected to drain the earlier queues of {}, but failed; {} such failures of any namespace",
                        generation.namespace(),
                        failures,
                        e);
            }
        }
    }

    private static void logAway(EarlierGeneration generation, QueueUnavailableException why) {
        log.debug(
                "Expected to see how far the earlier queues of {} are, but they are away", generation.namespace(), why);
    }

    private void proceed(EarlierGeneration generation, NamespaceConfig now) {
        NamespaceConfig then = documents.config(generation.namespace(), generation.until() - 1, generation.document());
        Remains remains = Remains.toDrain(then, now);
        if (generation.drained()) {
            forget(generation, Remains.toEmpty(then, now));
        } else if (generation.closedAt().isEmpty()) {
            if (audience.hasHeard(generation.change(), now.shard())) {
                generations.closed(generation, clock.instant());
            }
        } else if (isPast(generation.closedAt().get().plus(inFlightMax))) {
            drain(generation, remains);
        }
    }

    private void drain(EarlierGeneration generation, Remains remains) {
        Set<String> all = new HashSet<>();
        Set<String> drained = new HashSet<>();
        for (Provisioner region : regions.all()) {
            all.add(region.region());
            if (generation.drainedIn(region.region()) || isSettled(generation, remains, region)) {
                drained.add(region.region());
            }
        }
        if (drained.stream().anyMatch(region -> !generation.drainedIn(region)) || drained.equals(all)) {
            log.info(
                    "drained: namespace={} until={}{}",
                    generation.namespace(),
                    generation.until(),
                    drained.equals(all) ? "" : " regions=" + drained);
            feed.advanced(generations.drained(generation, drained, all, clock.instant()));
        }
    }

    private boolean isSettled(EarlierGeneration generation, Remains remains, Provisioner region) {
        try {
            EarlierGeneration.Progress progress = generation.regions().get(region.region());
            if (progress == null) {
                generations.ended(generation, region.region(), remains.ends(region, json.createObjectNode()));
                return false;
            }
            return remains.isSettled(region, progress.ends());
        } catch (QueueUnavailableException e) {
            logAway(generation, e);
            return false;
        }
    }

    /**
     * Queues that stay in use are written to all the time, so they count as empty when everything that they held at one
     * moment is settled.
     */
    private void forget(EarlierGeneration generation, Remains remains) {
        if (!remains.isNothing()) {
            if (!isPast(generation.drainedAt().orElseThrow().plus(keep))
                    || !regions.all().stream().allMatch(region -> isEmpty(generation, remains, region))) {
                return;
            }
        }
        log.info("forgotten: namespace={} until={}", generation.namespace(), generation.until());
        lastEnds.keySet().removeIf(left -> left.isOf(generation));
        feed.advanced(generations.forgotten(generation));
    }

    private boolean isEmpty(EarlierGeneration generation, Remains remains, Provisioner region) {
        if (remains.isHeldBack(region)) {
            return false;
        }
        JsonNode ends = lastEnds.computeIfAbsent(
                new Left(generation.namespace(), generation.until(), region.region()),
                _ -> remains.ends(region, json.createObjectNode()));
        return remains.isSettled(region, ends);
    }

    private boolean isPast(Instant time) {
        return !clock.instant().isBefore(time);
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
