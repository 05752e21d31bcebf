package io.walgateway.log.set;

import io.walgateway.core.storage.DurableStorage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Accepts parts of sets. Parts of one set that arrive while others of it are being stored are stored together after
 * them: durable storage is asked for several with one condition, which is the most expensive of what a part costs. A
 * part that comes alone does not wait.
 *
 * <p>Safe for any number of threads; never blocks. Callers bound how many parts wait here.
 */
public final class PartIntake {
    static final int PARTS_AT_ONCE = 32;
    /** A larger part is stored alone. Leaves room for what surrounds a content. */
    static final int BYTES_AT_ONCE = DurableStorage.TOGETHER_BYTES_MAX / 2;

    private final OpenSets openSets = new OpenSets();
    /** A set is a key as long as parts of it are being stored. Guarded by itself. */
    private final Map<SetStore, Deque<Waiting>> underWay = new HashMap<>();

    private record Waiting(IncomingPart part, CompletableFuture<SetAnswer> answer) {}

    /** The stage always completes normally. */
    public CompletionStage<SetAnswer> accept(SetStore store, IncomingPart part) {
        Waiting waiting = new Waiting(part, new CompletableFuture<>());
        synchronized (underWay) {
            Deque<Waiting> others = underWay.get(store);
            if (others != null) {
                others.add(waiting);
                return waiting.answer();
            }
            underWay.put(store, new ArrayDeque<>());
        }
        store(store, List.of(waiting));
        return waiting.answer();
    }

    private void store(SetStore store, List<Waiting> group) {
        List<IncomingPart> parts = group.stream().map(Waiting::part).toList();
        CompletableFuture.completedStage(new PartGroup(store, openSets, parts))
                .thenCompose(PartGroup::accept)
                .whenComplete((answers, failure) -> {
                    List<Waiting> next = next(store);
                    if (!next.isEmpty()) {
                        store(store, next);
                    }
                    group.forEach(waiting -> waiting.answer()
                            .complete(
                                    failure == null
                                            ? Objects.requireNonNull(
                                                    answers.get(waiting.part().sequence()))
                                            : new SetAnswer.Unknown(failure.toString())));
                });
    }

    /** Empty: nothing of the set waits. */
    private List<Waiting> next(SetStore store) {
        synchronized (underWay) {
            Deque<Waiting> waiting = Objects.requireNonNull(underWay.get(store));
            List<Waiting> group = group(waiting);
            if (group.isEmpty()) {
                underWay.remove(store);
            }
            return group;
        }
    }

    /** Of parts with the same sequence, all but the first wait for their turn. */
    private static List<Waiting> group(Deque<Waiting> waiting) {
        List<Waiting> group = new ArrayList<>();
        Set<Integer> sequences = new HashSet<>();
        long bytes = 0;
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext() && group.size() < PARTS_AT_ONCE; ) {
            Waiting one = all.next();
            bytes += one.part().bytes();
            if (!group.isEmpty() && bytes > BYTES_AT_ONCE) {
                break;
            }
            if (sequences.add(one.part().sequence())) {
                group.add(one);
                all.remove();
            }
        }
        return group;
    }
}
