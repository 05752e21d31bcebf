package io.walgateway.consumer.pipeline;

import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.queue.SliceListener;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Before a slice goes to another reader, makes the polling thread wait until none of its messages is leased here. */
final class SliceReleases implements SliceListener {
    private static final Logger log = LoggerFactory.getLogger(SliceReleases.class);

    private final ConsumerGroup group;
    private final Duration patience;
    private final Consumer<DeliveryEvent> events;
    private final Map<Slice, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

    /**
     * @param patience longer than a delivery may take, and shorter than the queue waits for a reader to give up a slice
     */
    SliceReleases(ConsumerGroup group, Duration patience, Consumer<DeliveryEvent> events) {
        this.group = group;
        this.patience = patience;
        this.events = events;
    }

    @Override
    public void assigned(Set<Slice> slices) {
        log.info("assigned: group={} slices={}", group, slices);
    }

    @Override
    public void revoked(Set<Slice> slices) {
        List<CompletableFuture<Void>> releases = new ArrayList<>();
        slices.forEach(slice -> releases.add(awaited.computeIfAbsent(slice, _ -> new CompletableFuture<>())));
        events.accept(new DeliveryEvent.Revoked(slices));
        try {
            CompletableFuture.allOf(releases.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            log.info("released: group={} slices={}", group, slices);
        } catch (TimeoutException e) {
            log.warn(
                    "Expected all deliveries to end within {}, but some go on: group={} slices={}",
                    Durations.format(patience),
                    group,
                    slices);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            slices.forEach(awaited::remove);
        }
    }

    @Override
    public void lost(Set<Slice> slices) {
        log.warn("lost: group={} slices={}", group, slices);
        events.accept(new DeliveryEvent.Revoked(slices));
    }

    /** Slices that are to be given up while messages of them are still leased here. */
    Set<Slice> awaited() {
        return Set.copyOf(awaited.keySet());
    }

    /** Called when no message of this slice is leased any longer. */
    void released(Slice slice) {
        CompletableFuture<Void> waiting = awaited.get(slice);
        if (waiting != null) {
            waiting.complete(null);
        }
    }
}
