package io.walgateway.it.sets;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetState;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.set.PartIntake;
import io.walgateway.log.set.SetAnswer;
import io.walgateway.log.set.OpenSets;
import io.walgateway.log.set.SetParts;
import io.walgateway.log.set.SetSealing;
import io.walgateway.log.set.SetStore;
import io.walgateway.testkit.fake.Messages;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Callers with the servers that serve them: they send parts and markers, are killed, and begin again or give up. */
final class Callers {
    private final Stage stage;
    private final MarkerQueue queue;
    private final Set<String> answeredTrue = new HashSet<>();
    private final Map<String, Integer> intruded = new HashMap<>();
    private final Set<String> killedLate = new HashSet<>();
    private int atWork;

    Callers(Stage stage, MarkerQueue queue) {
        this.stage = stage;
        this.queue = queue;
    }

    boolean areDone() {
        return atWork == 0;
    }

    int atWork() {
        return atWork;
    }

    boolean isTrue(String set) {
        return answeredTrue.contains(set);
    }

    /** True if a part beyond the marker's total was accepted. */
    boolean isIntruded(String set) {
        return intruded.containsKey(set);
    }

    /**
     * True if a server was killed that may just have stored a part of a set that was over: nobody removes that part before
     * it expires.
     */
    boolean mayLeaveAPart(String set) {
        return killedLate.contains(set);
    }

    private void killed(String id) {
        SetState state = stage.state(id);
        if (state instanceof SetState.Applied || state instanceof SetState.Expired) {
            killedLate.add(id);
        }
    }

    void call(String id) {
        atWork++;
        stage.turns.start(
                () -> {
                    send(id);
                    atWork--;
                },
                () -> {
                    killed(id);
                    atWork--;
                    // A client that gets no answer asks another server, or gives up.
                    if (stage.random.nextInt(4) > 0) {
                        call(id);
                    }
                });
    }

    /** A caller that sends one part more than its marker says. */
    void intrude(String id) {
        int sequence = stage.total(id);
        Turns.Actor intruder = stage.turns.start(
                () -> {
                    int pauses = stage.random.nextInt(60);
                    for (int pause = 0; pause < pauses; pause++) {
                        stage.turns.pause();
                    }
                    if (put(id, sequence)) {
                        intruded.put(id, sequence);
                    }
                },
                () -> killed(id));
        intruder.becomeIntruder();
    }

    private void send(String id) {
        int total = stage.total(id);
        for (int sequence = total - 1; sequence >= 0; sequence--) {
            if (!put(id, sequence)) {
                return;
            }
        }
        if (!stage.calm && stage.random.nextInt(5) == 0) {
            return;
        }
        while (true) {
            SetAnswer answer = seal(id, total);
            stage.turns.alive();
            switch (answer) {
                case SetAnswer.Done() -> {
                    answeredTrue.add(id);
                    return;
                }
                case SetAnswer.Refused _ -> {
                    return;
                }
                case SetAnswer.Incomplete(List<Integer> missing) ->
                    throw new Broken(id + " lacks " + missing + ", though each was answered TRUE");
                case SetAnswer.NotDone _, SetAnswer.Unknown _ -> stage.turns.pause();
            }
        }
    }

    /** False: it was refused. */
    private boolean put(String id, int sequence) {
        while (true) {
            SetAnswer answer = intake(id, sequence);
            stage.turns.alive();
            switch (answer) {
                case SetAnswer.Done() -> {
                    return true;
                }
                case SetAnswer.Refused _ -> {
                    return false;
                }
                case SetAnswer.Incomplete _, SetAnswer.NotDone _, SetAnswer.Unknown _ -> stage.turns.pause();
            }
        }
    }

    private SetAnswer intake(String id, int sequence) {
        Instant now = stage.clock.instant();
        MutationSet fresh = new MutationSet(
                "g" + stage.random.nextInt(1_000_000),
                now.plus(Stage.EXPIRY),
                now.plus(Stage.KEPT),
                Optional.empty(),
                SetState.Open.NEW);
        Message part = Messages.message().payload(id + "/" + sequence).build();
        return new PartIntake(
                        stage.store(id),
                        stage.rules(id),
                        new OpenSets(),
                        fresh,
                        sequence,
                        SetParts.stored(part, Bytes.utf8(id + "/" + sequence), false))
                .accept(now)
                .toCompletableFuture()
                .join();
    }

    private SetAnswer seal(String id, int total) {
        if (stage.mutant == SetMutant.QUEUES_BEFORE_IT_SEALS) {
            SetStore.Held held =
                    stage.store(id).find().toCompletableFuture().join().orElseThrow();
            queue.add(MarkerQueue.marker(id, held.set(), total));
        }
        return new SetSealing(
                        stage.store(id),
                        stage.rules(id),
                        total,
                        set -> EnvelopeCodec.encode(MarkerQueue.marker(id, set, total)),
                        queue::append)
                .carryOut(stage.clock.instant())
                .toCompletableFuture()
                .join();
    }
}
