package io.walgateway.it.history;

import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.Answered;
import io.walgateway.it.history.HistoryEvent.Begun;
import io.walgateway.it.history.HistoryEvent.DeadLettered;
import io.walgateway.it.history.HistoryEvent.Delivered;
import io.walgateway.it.history.HistoryEvent.Invoked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A history, sorted by kind of event. */
final class History {
    private final Set<String> targets = new TreeSet<>();
    private final Map<String, Invoked> writes = new LinkedHashMap<>();
    private final Map<String, Answered> answers = new LinkedHashMap<>();
    private final List<Delivered> deliveries = new ArrayList<>();
    private final List<DeadLettered> deadLetters = new ArrayList<>();
    private boolean ordered;

    /** @throws MalformedHistoryException when the events contradict each other, or name no target */
    static History of(List<HistoryEvent> events) {
        History history = new History();
        events.forEach(history::add);
        if (history.targets.isEmpty()) {
            throw new MalformedHistoryException("no `begun` names a target (expected: at least one)");
        }
        return history;
    }

    Set<String> targets() {
        return targets;
    }

    boolean ordered() {
        return ordered;
    }

    Map<String, Invoked> writes() {
        return writes;
    }

    List<Delivered> deliveries() {
        return deliveries;
    }

    List<DeadLettered> deadLetters() {
        return deadLetters;
    }

    Map<String, Answered> answers() {
        return answers;
    }

    List<Answered> answered(Answer answer) {
        return answers.values().stream()
                .filter(answered -> answered.answer() == answer)
                .toList();
    }

    /** Deliveries and dead letters, by their write. */
    Map<String, List<HistoryEvent>> appearances() {
        Map<String, List<HistoryEvent>> appearances = deliveries.stream()
                .collect(Collectors.groupingBy(
                        Delivered::write, Collectors.mapping(HistoryEvent.class::cast, Collectors.toList())));
        deadLetters.forEach(letter -> appearances
                .computeIfAbsent(letter.write(), _ -> new ArrayList<>())
                .add(letter));
        return appearances;
    }

    private void add(HistoryEvent event) {
        switch (event) {
            case Begun(Set<String> names, boolean inOrder) -> {
                targets.addAll(names);
                ordered |= inOrder;
            }
            case Invoked invoked -> once(writes.put(invoked.write(), invoked), invoked);
            case Answered answered -> once(answers.put(answered.write(), answered), answered);
            case Delivered delivered -> deliveries.add(delivered);
            case DeadLettered letter -> deadLetters.add(letter);
        }
    }

    private static void once(@Nullable HistoryEvent before, HistoryEvent now) {
        if (before != null) {
            throw new MalformedHistoryException("%s after %s (expected: one for each write)".formatted(now, before));
        }
    }
}
