package io.walgateway.it.sets;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.walgateway.consumer.set.SetMeters;
import io.walgateway.consumer.set.SetSweep;
import io.walgateway.consumer.set.SweepLease;
import io.walgateway.core.set.SetState;
import io.walgateway.log.set.SetStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sweepers, each under a new name whenever it starts again; no two sweep at once. */
final class Sweepers {
    private final Stage stage;
    private final MarkerQueue queue;
    private final SetMeters meters = new SetMeters(new SimpleMeterRegistry());
    private final Map<Turns.Actor, Instant> sweeping = new HashMap<>();

    Sweepers(Stage stage, MarkerQueue queue) {
        this.stage = stage;
        this.queue = queue;
    }

    void start(String name) {
        start(name, 0);
    }

    private void start(String name, int starts) {
        stage.turns.start(
                () -> {
                    while (!stage.over) {
                        stage.turns.pause();
                        if (stage.mutant != SetMutant.NEVER_SWEEPS) {
                            sweep(name + "/" + starts);
                        }
                    }
                },
                () -> start(name, starts + 1));
    }

    private void sweep(String holder) {
        try {
            Instant now = stage.clock.instant();
            if (stage.mutant != SetMutant.SWEEPS_WITHOUT_A_LEASE
                    && !new SweepLease(stage.storage, Stage.NAMESPACE, holder).take(now)) {
                return;
            }
            stage.turns.alive();
            judge(now);
            if (stage.mutant == SetMutant.EXPIRES_A_SEALED_SET) {
                expireBlindly();
            }
            new SetSweep(stage.storage, Stage.NAMESPACE, queue::append, meters).run(stage.clock.instant());
            sweeping.remove(stage.turns.current());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (Broken e) {
            throw e;
        } catch (RuntimeException e) {
            // The storage fails only for a process that is killed.
            stage.turns.alive();
            throw e;
        }
    }

    private void judge(Instant now) {
        sweeping.keySet().removeIf(process -> !process.isAlive());
        sweeping.put(stage.turns.current(), now);
        long atOnce = sweeping.values().stream()
                .filter(since -> since.plus(SweepLease.LASTS).isAfter(stage.clock.instant()))
                .count();
        Broken.require(atOnce <= 1, atOnce + " processes sweep at once");
    }

    private void expireBlindly() {
        for (String id : stage.totals().keySet()) {
            SetStore store = stage.store(id);
            Optional<SetStore.Held> found = store.find().toCompletableFuture().join();
            if (found.isPresent()
                    && found.get().set().state() instanceof SetState.Sealed
                    && found.get().set().openUntil().isBefore(stage.clock.instant())) {
                store.move(found.get(), new SetState.Expired())
                        .toCompletableFuture()
                        .join();
                store.removeParts(found.get().set().generation(), List.of())
                        .toCompletableFuture()
                        .join();
            }
        }
    }
}
