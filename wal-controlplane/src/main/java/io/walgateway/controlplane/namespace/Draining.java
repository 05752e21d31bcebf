package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.store.ChangeFeed;
import io.walgateway.controlplane.store.EarlierLayout;
import io.walgateway.controlplane.store.InstanceStore;
import io.walgateway.controlplane.store.LayoutStore;
import io.walgateway.controlplane.store.NamespaceStore;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sees queues to their end that a namespace does not append to any more. First every process must be seen to have heard of
 * it; then, when appends that were under way have ended, the ends of the queues are noted; when every group has settled
 * what lay before them, the queue is drained, and the keys that have moved away from it are delivered from their new
 * queues. What comes out of it later, because it was delayed, is forwarded by the consumers, which read it on until it is
 * forgotten.
 */
public final class Draining implements AutoCloseable {
    /** An append that was under way when its process heard of the change is answered, or has failed, by then. */
    static final Duration IN_FLIGHT_MAX = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(Draining.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final LayoutStore layouts;
    private final NamespaceStore namespaces;
    private final InstanceStore instances;
    private final Documents documents;
    private final Provisioner queues;
    private final ChangeFeed feed;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Duration keep;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("draining").unstarted(this::run);

    /**
     * @param keep how long a drained queue is read on, so that nothing is lost of a process that was cut off meanwhile
     */
    public Draining(
            LayoutStore layouts,
            NamespaceStore namespaces,
            InstanceStore instances,
            Documents documents,
            Provisioner queues,
            ChangeFeed feed,
            JsonMapper json,
            InstantSource clock,
            Duration keep) {
        this.layouts = layouts;
        this.namespaces = namespaces;
        this.instances = instances;
        this.documents = documents;
        this.queues = queues;
        this.feed = feed;
        this.json = json;
        this.clock = clock;
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

    /** Takes every step that can be taken; what cannot is tried the next time. */
    void look() {
        try {
            layouts.all().forEach(this::lookAt);
        } catch (RefusedException e) {
            log.debug("Earlier queues are not looked at", e);
        }
    }

    private void lookAt(EarlierLayout layout) {
        try {
            namespaces
                    .last(layout.namespace())
                    .flatMap(revision -> revision.document()
                            .map(document -> documents.config(layout.namespace(), revision.number(), document)))
                    .ifPresent(now -> proceed(layout, now));
        } catch (QueueUnavailableException e) {
            log.debug("Expected to see how far the earlier queues of {} are, but they are away", layout.namespace(), e);
        } catch (RuntimeException e) {
            log.warn("Expected to drain the earlier queues of {}, but failed", layout.namespace(), e);
        }
    }

    private void proceed(EarlierLayout layout, NamespaceConfig now) {
        NamespaceConfig then = documents.config(layout.namespace(), layout.until() - 1, layout.document());
        Set<ConsumerGroup> groups = ConsumerGroup.of(now);
        if (layout.drained()) {
            forget(layout, then, now);
        } else if (layout.closedAt().isEmpty()) {
            if (instances.allHaveApplied(layout.change(), now.shard())) {
                layouts.closed(layout, clock.instant());
            }
        } else if (layout.ends().isEmpty()) {
            if (isPast(layout.closedAt().get().plus(IN_FLIGHT_MAX))) {
                layouts.ended(layout, ends(then));
            }
        } else if (isSettled(then, groups, layout.ends().get())) {
            log.info("drained: namespace={} until={}", layout.namespace(), layout.until());
            feed.advanced(layouts.drained(layout, clock.instant()));
        }
    }

    private void forget(EarlierLayout layout, NamespaceConfig then, NamespaceConfig now) {
        boolean readAnyway = QueueChange.places(now).containsAll(QueueChange.places(then));
        boolean keptLongEnough = isPast(layout.drainedAt().orElseThrow().plus(keep));
        if (readAnyway || (keptLongEnough && isEmpty(then, now))) {
            log.info("forgotten: namespace={} until={}", layout.namespace(), layout.until());
            feed.advanced(layouts.forgotten(layout));
        }
    }

    private boolean isEmpty(NamespaceConfig then, NamespaceConfig now) {
        return then.queues().stream().noneMatch(queues::holdsBack)
                && isSettled(then, ConsumerGroup.of(now), ends(then));
    }

    private boolean isPast(Instant time) {
        return !clock.instant().isBefore(time);
    }

    private JsonNode ends(NamespaceConfig then) {
        ObjectNode ends = json.createObjectNode();
        for (QueueConfig queue : then.queues()) {
            queues.end(queue).ifPresent(end -> ends.put(key(queue), end));
        }
        return ends;
    }

    private boolean isSettled(NamespaceConfig then, Set<ConsumerGroup> groups, JsonNode ends) {
        return then.queues().stream()
                .allMatch(queue -> Optional.ofNullable(ends.get(key(queue)))
                        .map(end -> queues.isSettled(queue, groups, end.asString()))
                        .orElse(true));
    }

    private static String key(QueueConfig queue) {
        return queue.type() + ":" + queue.cluster() + ":" + String.join(",", queue.names());
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
