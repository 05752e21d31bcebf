package io.walgateway.it.history;

import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.MarkerAnswered;
import io.walgateway.it.history.HistoryEvent.MarkerAppended;
import io.walgateway.it.history.HistoryEvent.MarkerSent;
import io.walgateway.it.history.HistoryEvent.PartApplied;
import io.walgateway.it.history.HistoryEvent.PartSent;
import io.walgateway.it.history.HistoryEvent.SetDeadLettered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a history says about mutation sets. */
final class SetHistory {
    private final Map<String, Set<Integer>> parts = new HashMap<>();
    private final Map<String, MarkerSent> markers = new LinkedHashMap<>();
    private final Map<String, List<MarkerAnswered>> answers = new HashMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final Map<Place, Course> courses = new TreeMap<>();
    private final List<PartApplied> applied = new ArrayList<>();
    private final Set<Place> deadLettered = new HashSet<>();
    private final List<SetDeadLettered> letters = new ArrayList<>();

    /** How the error of a set begins of which a part was given up. */
    private static final String AT_A_PART = "part ";

    /** A set at a target. */
    record Place(String target, String set) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTarget = target.compareTo(other.target);
            return byTarget == 0 ? set.compareTo(other.set) : byTarget;
        }
    }

    /**
     * The first deliveries of the parts of a set to a target.
     *
     * @param parts one for each part, in the order of arrival
     * @param first the number of the first of them, counted over all deliveries
     * @param last  the number of the last of them
     */
    record Course(List<PartApplied> parts, long first, long last) {
        boolean has(int sequence) {
            return parts.stream().anyMatch(part -> part.sequence() == sequence);
        }
    }

    void add(HistoryEvent event) {
        switch (event) {
            case PartSent(String set, int sequence, var _) ->
                parts.computeIfAbsent(set, _ -> new HashSet<>()).add(sequence);
            case MarkerSent marker -> {
                if (markers.put(marker.set(), marker) != null) {
                    throw new MalformedHistoryException("%s again (expected: one for each set)".formatted(marker));
                }
            }
            case MarkerAnswered answer ->
                answers.computeIfAbsent(answer.set(), _ -> new ArrayList<>()).add(answer);
            case MarkerAppended(String set, long position, var _) -> positions.merge(set, position, Math::min);
            case PartApplied part -> add(part);
            case SetDeadLettered letter -> {
                letters.add(letter);
                if (letter.error().startsWith(AT_A_PART)) {
                    deadLettered.add(new Place(letter.target(), letter.set()));
                }
            }
            case HistoryEvent.Begun _,
                    HistoryEvent.Revised _,
                    HistoryEvent.Invoked _,
                    HistoryEvent.Answered _,
                    HistoryEvent.Appended _,
                    HistoryEvent.Delivered _,
                    HistoryEvent.DeadLettered _ -> throw new IllegalArgumentException("not of a set: " + event);
        }
    }

    private void add(PartApplied part) {
        long number = applied.size();
        applied.add(part);
        courses.merge(new Place(part.target(), part.set()), new Course(List.of(part), number, number), (before, _) -> {
            if (before.has(part.sequence())) {
                return before;
            }
            List<PartApplied> all = new ArrayList<>(before.parts());
            all.add(part);
            return new Course(all, before.first(), number);
        });
    }

    /** Sets whose marker was sent. */
    Map<String, MarkerSent> markers() {
        return markers;
    }

    List<PartApplied> applied() {
        return applied;
    }

    Map<Place, Course> courses() {
        return courses;
    }

    List<MarkerAnswered> answers(String set) {
        return answers.getOrDefault(set, List.of());
    }

    boolean isTrue(String set) {
        return answers(set).stream().anyMatch(answer -> answer.answer() == Answer.TRUE);
    }

    /** True if it is certain that no marker of the set sealed it. */
    boolean isRefused(String set) {
        return !answers(set).isEmpty()
                && answers(set).stream()
                        .allMatch(answer -> answer.answer() == Answer.REFUSED || answer.answer() == Answer.FALSE);
    }

    /** Dead letters that no part explains. */
    List<SetDeadLettered> unexplainedLetters() {
        return letters.stream()
                .filter(letter -> !letter.error().startsWith(AT_A_PART))
                .toList();
    }

    /** True if a part of the set was given up there. */
    boolean isDeadLettered(String target, String set) {
        return deadLettered.contains(new Place(target, set));
    }

    /** The first place of the set's marker in the log; empty if it was not seen there. */
    Optional<Long> position(String set) {
        return Optional.ofNullable(positions.get(set));
    }

    /** False: the log was read, and no marker of the set was in it. */
    boolean mayBeInTheLog(String set) {
        return positions.isEmpty() || positions.containsKey(set);
    }

    /** Parts and dead letters of which nobody sent anything, and parts whose marker never was in the log. */
    List<Violation> invented() {
        List<Violation> violations = new ArrayList<>();
        for (PartApplied part : applied) {
            if (!parts.getOrDefault(part.set(), Set.of()).contains(part.sequence())) {
                violations.add(new Violation(
                        "nobody sent part %d of set %s".formatted(part.sequence(), part.set()), List.of(part)));
            }
        }
        courses.forEach((place, course) -> {
            if (!mayBeInTheLog(place.set())) {
                violations.add(new Violation(
                        "set %s was applied, and no marker of it lay in the log".formatted(place.set()),
                        List.of(course.parts().getFirst())));
            }
        });
        for (SetDeadLettered letter : letters) {
            if (!markers.containsKey(letter.set())) {
                violations.add(new Violation("nobody sent a marker of set " + letter.set(), List.of(letter)));
            }
        }
        return violations;
    }
}
