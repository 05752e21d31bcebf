package io.walgateway.it.history;

import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.MarkerAnswered;
import io.walgateway.it.history.HistoryEvent.MarkerSent;
import io.walgateway.it.history.HistoryEvent.PartApplied;
import io.walgateway.it.history.HistoryEvent.SetDeadLettered;
import io.walgateway.it.history.SetHistory.Course;
import io.walgateway.it.history.SetHistory.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges the mutation sets of a history. A part that is delivered again is no violation: a consumer that was killed or
 * stopped may repeat the part that it had in hand.
 */
record SetChecker(History history) {

    List<Finding> findings() {
        return List.of(waitForTheirMarker(), areWhole(), partsInSequence(), ofAKeyInOrder(), markersConverge());
    }

    private SetHistory sets() {
        return history.sets();
    }

    private Finding waitForTheirMarker() {
        List<Violation> violations = new ArrayList<>();
        for (PartApplied part : sets().applied()) {
            MarkerSent marker = sets().markers().get(part.set());
            if (marker == null) {
                violations.add(new Violation(
                        "part %d of set %s was applied without a marker".formatted(part.sequence(), part.set()),
                        List.of(part)));
            } else if (isBefore(part.time(), marker.time())) {
                violations.add(new Violation(
                        "part %d of set %s was applied before its marker was sent"
                                .formatted(part.sequence(), part.set()),
                        List.of(part, marker)));
            } else if (sets().isRefused(part.set())) {
                List<HistoryEvent> evidence = new ArrayList<>(List.of(part, marker));
                evidence.addAll(sets().answers(part.set()));
                violations.add(new Violation(
                        "part %d of set %s was applied, though its marker was refused"
                                .formatted(part.sequence(), part.set()),
                        evidence));
            }
        }
        return new Finding(Promise.SETS_WAIT_FOR_THEIR_MARKER, sets().applied().size(), violations);
    }

    /** Brokers record times in milliseconds. */
    private static boolean isBefore(Instant applied, Instant sent) {
        return applied.isBefore(sent.truncatedTo(ChronoUnit.MILLIS));
    }

    private Finding areWhole() {
        List<Violation> violations = new ArrayList<>();
        long checked = 0;
        for (MarkerSent marker : sets().markers().values()) {
            String set = marker.set();
            boolean anywhere = history.targets().stream()
                    .anyMatch(target -> course(target, set).isPresent());
            for (String target : anywhere || sets().isTrue(set) ? history.targets() : List.<String>of()) {
                checked++;
                long there = course(target, set).map(Course::parts).orElse(List.of()).stream()
                        .filter(part -> part.sequence() < marker.parts())
                        .count();
                if (there < marker.parts() && !sets().isDeadLettered(target, set)) {
                    List<HistoryEvent> evidence = new ArrayList<>(List.of(marker));
                    evidence.addAll(sets().answers(set));
                    evidence.addAll(course(target, set).map(Course::parts).orElse(List.of()));
                    violations.add(new Violation(
                            "of set %s, %d parts of %d reached target %s".formatted(set, there, marker.parts(), target),
                            evidence));
                }
            }
        }
        for (SetDeadLettered letter : sets().unexplainedLetters()) {
            violations.add(new Violation(
                    "set %s was given up as a whole at target %s".formatted(letter.set(), letter.target()),
                    List.of(letter)));
        }
        return new Finding(Promise.SETS_ARE_WHOLE, checked, violations);
    }

    private Finding partsInSequence() {
        List<Violation> violations = new ArrayList<>();
        sets().courses().forEach((place, course) -> {
            int expected = 0;
            for (PartApplied part : course.parts()) {
                if (part.sequence() != expected) {
                    violations.add(new Violation(
                            "part %d of set %s first reached target %s where part %d was due"
                                    .formatted(part.sequence(), place.set(), place.target(), expected),
                            List.copyOf(course.parts())));
                    return;
                }
                expected++;
            }
        });
        return new Finding(Promise.PARTS_IN_SEQUENCE, sets().courses().size(), violations);
    }

    private Finding ofAKeyInOrder() {
        List<Violation> violations = new ArrayList<>();
        long checked = 0;
        for (List<MarkerSent> ofOneKey : history.ordered() ? byKey() : List.<List<MarkerSent>>of()) {
            violations.addAll(outOfPlace(ofOneKey));
            for (String target : history.targets()) {
                List<MarkerSent> reached = ofOneKey.stream()
                        .filter(marker -> course(target, marker.set()).isPresent()
                                && !sets().isDeadLettered(target, marker.set()))
                        .toList();
                for (int i = 1; i < reached.size(); i++) {
                    checked++;
                    overlap(target, reached.get(i - 1), reached.get(i)).ifPresent(violations::add);
                }
            }
        }
        return new Finding(Promise.SETS_OF_A_KEY_IN_ORDER, checked, violations);
    }

    /** By their place in the log, if the log was read, or else by the order in which they were sent. */
    private List<List<MarkerSent>> byKey() {
        Map<String, List<MarkerSent>> byKey = sets().markers().values().stream()
                .filter(marker -> sets().mayBeInTheLog(marker.set()))
                .collect(Collectors.groupingBy(MarkerSent::key, TreeMap::new, Collectors.toList()));
        return byKey.values().stream()
                .map(ofOneKey -> ofOneKey.stream()
                        .sorted(Comparator.comparingLong(this::place).thenComparingLong(MarkerSent::order))
                        .toList())
                .toList();
    }

    private long place(MarkerSent marker) {
        return sets().position(marker.set()).orElse(marker.order());
    }

    /** A set that was answered TRUE has its place in the log before those whose markers were sent later. */
    private List<Violation> outOfPlace(List<MarkerSent> inOrder) {
        List<Violation> violations = new ArrayList<>();
        MarkerSent latest = inOrder.getFirst();
        for (MarkerSent marker : inOrder) {
            if (marker.order() < latest.order()
                    && sets().isTrue(marker.set())
                    && sets().position(marker.set()).isPresent()
                    && isAnsweredBefore(marker.set(), latest.time())) {
                violations.add(new Violation(
                        "the marker of set %s is in the log behind that of the later set %s"
                                .formatted(marker.set(), latest.set()),
                        List.of(marker, latest)));
            }
            latest = latest.order() > marker.order() ? latest : marker;
        }
        return violations;
    }

    private boolean isAnsweredBefore(String set, Instant time) {
        return sets().answers(set).stream()
                .anyMatch(answer ->
                        answer.answer() == Answer.TRUE && !answer.time().isAfter(time));
    }

    private Optional<Violation> overlap(String target, MarkerSent first, MarkerSent second) {
        Course one = course(target, first.set()).orElseThrow();
        Course other = course(target, second.set()).orElseThrow();
        return one.last() < other.first()
                ? Optional.empty()
                : Optional.of(new Violation(
                        "set %s began at target %s before all parts of set %s had arrived"
                                .formatted(second.set(), target, first.set()),
                        List.of(
                                first,
                                second,
                                one.parts().getLast(),
                                other.parts().getFirst())));
    }

    private Finding markersConverge() {
        List<Violation> violations = new ArrayList<>();
        long checked = 0;
        for (String set : sets().markers().keySet()) {
            List<MarkerAnswered> answers = sets().answers(set);
            checked += Math.max(0, answers.size() - 1);
            if (sets().isTrue(set) && answers.stream().anyMatch(SetChecker::isRefusal)) {
                violations.add(new Violation(
                        "a marker of set %s was refused, though the set was answered TRUE".formatted(set),
                        List.copyOf(answers)));
            }
        }
        return new Finding(Promise.MARKERS_CONVERGE, checked, violations);
    }

    private static boolean isRefusal(MarkerAnswered answer) {
        return answer.answer() == Answer.REFUSED || answer.answer() == Answer.FALSE;
    }

    private Optional<Course> course(String target, String set) {
        return Optional.ofNullable(sets().courses().get(new Place(target, set)));
    }
}
