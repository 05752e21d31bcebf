package io.walgateway.it.sets;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetState;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.set.IncomingPart;
import io.walgateway.log.set.OpenSets;
import io.walgateway.log.set.PartGroup;
import io.walgateway.log.set.SetAnswer;
import io.walgateway.log.set.SetParts;
import io.walgateway.log.set.SetSealing;
import io.walgateway.log.set.SetStore;
import io.walgateway.proto.v1.StoredPart;
import io.walgateway.testkit.fake.Messages;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

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
                    if (put(id, List.of(sequence), new OpenSets())) {
                        intruded.put(id, sequence);
                    }
                },
                () -> killed(id));
        intruder.becomeIntruder();
    }

    private void send(String id) {
        int total = stage.total(id);
        OpenSets openSets = new OpenSets();
        for (int end = total; end > 0; ) {
            int begin = end - 1 - stage.random.nextInt(end);
            if (!put(id, IntStream.range(begin, end).boxed().toList(), openSets)) {
                return;
            }
            end = begin;
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

    /** Parts that come at once; false: one was refused. */
    private boolean put(String id, List<Integer> sequences, OpenSets openSets) {
        List<Integer> left = sequences;
        while (!left.isEmpty()) {
            Map<Integer, SetAnswer> answers = take(id, left, openSets);
            stage.turns.alive();
            if (answers.values().stream().anyMatch(SetAnswer.Refused.class::isInstance)) {
                return false;
            }
            left = left.stream()
                    .filter(sequence -> !SetAnswer.DONE.equals(answers.get(sequence)))
                    .toList();
            if (!left.isEmpty()) {
                stage.turns.pause();
            }
        }
        return true;
    }

    private Map<Integer, SetAnswer> take(String id, List<Integer> sequences, OpenSets openSets) {
        Instant now = stage.clock.instant();
        MutationSet fresh = new MutationSet(
                "g" + stage.random.nextInt(1_000_000),
                now.plus(Stage.EXPIRY),
                now.plus(Stage.KEPT),
                Optional.empty(),
                SetState.Open.NEW);
        List<IncomingPart> parts = sequences.stream()
                .map(sequence -> new IncomingPart(stage.rules(id), fresh, sequence, part(id, sequence), now))
                .toList();
        return new PartGroup(stage.store(id), openSets, parts)
                .accept()
                .toCompletableFuture()
                .join();
    }

    private static StoredPart part(String id, int sequence) {
        Message part = Messages.message().payload(id + "/" + sequence).build();
        return SetParts.stored(part, Bytes.utf8(id + "/" + sequence), false);
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
