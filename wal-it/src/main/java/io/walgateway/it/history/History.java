package io.walgateway.it.history;

import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.Answered;
import io.walgateway.it.history.HistoryEvent.Appended;
import io.walgateway.it.history.HistoryEvent.Begun;
import io.walgateway.it.history.HistoryEvent.DeadLettered;
import io.walgateway.it.history.HistoryEvent.Delivered;
import io.walgateway.it.history.HistoryEvent.Invoked;
import io.walgateway.it.history.HistoryEvent.MarkerAnswered;
import io.walgateway.it.history.HistoryEvent.MarkerAppended;
import io.walgateway.it.history.HistoryEvent.MarkerSent;
import io.walgateway.it.history.HistoryEvent.PartApplied;
import io.walgateway.it.history.HistoryEvent.PartSent;
import io.walgateway.it.history.HistoryEvent.Revised;
import io.walgateway.it.history.HistoryEvent.SetDeadLettered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A history, sorted by kind of event. */
final class History {
    private final Set<String> targets = new TreeSet<>();
    private final Map<String, Invoked> writes = new LinkedHashMap<>();
    private final Map<String, Answered> answers = new LinkedHashMap<>();
    private final Map<Long, Set<String>> revisions = new HashMap<>();
    private final Map<String, Appended> appends = new HashMap<>();
    private final Map<String, Set<Long>> appendedUnder = new HashMap<>();
    private final Map<Place, Long> places = new HashMap<>();
    private final List<Delivered> deliveries = new ArrayList<>();
    private final List<DeadLettered> deadLetters = new ArrayList<>();
    private final SetHistory sets = new SetHistory();
    private boolean ordered;
    private int attemptsMax;

    private record Place(String write, String target) {}

    /** @throws MalformedHistoryException when the events contradict each other, or do not name the targets */
    static History of(List<HistoryEvent> events) {
        History history = new History();
        events.forEach(history::add);
        if (history.targets.isEmpty()) {
            throw new MalformedHistoryException("no `begun` names a target (expected: at least one)");
        }
        history.requireKnownRevisions();
        events.forEach(history::place);
        return history;
    }

    /** The targets that this write is owed to, if it was answered TRUE. */
    Set<String> owed(String write) {
        Set<Long> under = appendedUnder.getOrDefault(write, Set.of());
        return revisions.isEmpty() || under.isEmpty()
                ? targets
                : under.stream()
                        .flatMap(revision -> revisions.getOrDefault(revision, Set.of()).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean ordered() {
        return ordered;
    }

    Set<String> targets() {
        return targets;
    }

    SetHistory sets() {
        return sets;
    }

    /** 0: any number. */
    int attemptsMax() {
        return attemptsMax;
    }

    /** The first place of each write in the log; empty when the log was not read. */
    Map<String, Appended> appends() {
        return appends;
    }

    /**
     * The place of a write in the order of one target: its first position in the log under a revision with that target;
     * its first position at all, if it was not written under such a revision; its sequence, if the log was not read.
     */
    long place(Invoked write, String target) {
        Appended first = appends.get(write.write());
        long atAll = first == null ? write.sequence() : first.position();
        return places.getOrDefault(new Place(write.write(), target), atAll);
    }

    private void place(HistoryEvent event) {
        if (event instanceof Appended append) {
            Set<String> owed = revisions.getOrDefault(append.revision(), targets);
            owed.forEach(target -> places.merge(new Place(append.write(), target), append.position(), Math::min));
        }
    }

    /** False: the log was read, and the write was not in it. */
    boolean mayBeInTheLog(String write) {
        return appends.isEmpty() || appends.containsKey(write);
    }

    Map<String, Invoked> writes() {
        return writes;
    }

    List<Delivered> deliveries() {
        return deliveries;
    }

    /** The deliveries of one target after another, each in the order of arrival. */
    List<Delivered> deliveriesInOrder() {
        return deliveries.stream()
                .collect(Collectors.groupingBy(Delivered::target, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(History::inOrder)
                .toList();
    }

    /** The deliveries to a single place are already in order, which is more exact than any clock. */
    private static Stream<Delivered> inOrder(List<Delivered> ofOneTarget) {
        long places = ofOneTarget.stream().map(Delivered::place).distinct().count();
        return places == 1 ? ofOneTarget.stream() : ofOneTarget.stream().sorted(Comparator.comparing(Delivered::time));
    }

    List<DeadLettered> deadLetters() {
        return deadLetters;
    }

    Map<String, Answered> answers() {
        return answers;
    }

    boolean isTrue(String write) {
        Answered answered = answers.get(write);
        return answered != null && answered.answer() == Answer.TRUE;
    }

    List<Answered> answered(Answer answer) {
        return answers.values().stream()
                .filter(answered -> answered.answer() == answer)
                .toList();
    }

    /** Places in the log, deliveries and dead letters, by their write. */
    Map<String, List<HistoryEvent>> appearances() {
        Map<String, List<HistoryEvent>> appearances = deliveries.stream()
                .collect(Collectors.groupingBy(
                        Delivered::write, Collectors.mapping(HistoryEvent.class::cast, Collectors.toList())));
        deadLetters.forEach(letter -> appearances
                .computeIfAbsent(letter.write(), _ -> new ArrayList<>())
                .add(letter));
        appends.forEach((write, append) ->
                appearances.computeIfAbsent(write, _ -> new ArrayList<>()).add(append));
        return appearances;
    }

    private void add(HistoryEvent event) {
        switch (event) {
            case Begun(Set<String> names, boolean inOrder, int attempts) -> {
                targets.addAll(names);
                ordered |= inOrder;
                attemptsMax = Math.max(attemptsMax, attempts);
            }
            case Revised(long number, Set<String> names) -> revisions.put(number, names);
            case Invoked invoked -> once(writes.put(invoked.write(), invoked), invoked);
            case Answered answered -> once(answers.put(answered.write(), answered), answered);
            case Appended append -> {
                appends.merge(append.write(), append, (a, b) -> a.position() <= b.position() ? a : b);
                appendedUnder
                        .computeIfAbsent(append.write(), _ -> new TreeSet<>())
                        .add(append.revision());
            }
            case Delivered delivered -> deliveries.add(delivered);
            case DeadLettered letter -> deadLetters.add(letter);
            case PartSent _, MarkerSent _, MarkerAnswered _, MarkerAppended _, PartApplied _, SetDeadLettered _ ->
                sets.add(event);
        }
    }

    private void requireKnownRevisions() {
        if (revisions.isEmpty()) {
            return;
        }
        appendedUnder.forEach((write, under) -> {
            if (!revisions.keySet().containsAll(under)) {
                throw new MalformedHistoryException("write %s was appended under %s (expected: of the revisions %s)"
                        .formatted(write, under, new TreeSet<>(revisions.keySet())));
            }
        });
    }

    private static void once(@Nullable HistoryEvent before, HistoryEvent now) {
        if (before != null) {
            throw new MalformedHistoryException("%s after %s (expected: one for each write)".formatted(now, before));
        }
    }
}
