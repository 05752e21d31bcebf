package io.walgateway.it.history;

import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.Answered;
import io.walgateway.it.history.HistoryEvent.Appended;
import io.walgateway.it.history.HistoryEvent.DeadLettered;
import io.walgateway.it.history.HistoryEvent.Delivered;
import io.walgateway.it.history.HistoryEvent.Invoked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides from a recorded history whether the gateway kept its promises. The history must be complete: all writes are
 * answered or given up, and observers have read everything.
 *
 * <p>A write that was answered UNKNOWN, or not answered, may appear or not; if it does, it must be in order and on time
 * like any other. Its place in a target's order is its first place in the log under a revision with that target, if the
 * history records that, because it may have been appended late; otherwise its sequence. Delivering a write again is no
 * violation, nor is delivering a write that was dead-lettered in its turn and came out of the log once more.
 */
public final class HistoryChecker {
    private HistoryChecker() {}

    /**
     * Judges a history.
     *
     * @throws MalformedHistoryException when the events cannot be judged
     */
    public static Verdict check(List<HistoryEvent> events) {
        History history = History.of(events);
        List<Finding> findings = new ArrayList<>(List.of(
                trueArrives(history),
                neverAppears(history, Answer.FALSE, Promise.FALSE_NEVER_APPEARS),
                neverAppears(history, Answer.REFUSED, Promise.REFUSED_NEVER_APPEARS),
                appendedInOrder(history),
                keysInOrder(history),
                neverEarly(history),
                attemptsBounded(history),
                nothingInvented(history)));
        findings.addAll(new SetChecker(history).findings());
        return new Verdict(findings);
    }

    private record Place(String target, String write) {}

    private record Course(String target, String key) {}

    private static Finding trueArrives(History history) {
        Set<Place> reached = new HashSet<>();
        history.deliveries().forEach(delivered -> reached.add(new Place(delivered.target(), delivered.write())));
        history.deadLetters().forEach(letter -> reached.add(new Place(letter.target(), letter.write())));
        List<Answered> durable = history.answered(Answer.TRUE);
        List<Violation> violations = new ArrayList<>();
        long checked = 0;
        for (Answered answered : durable) {
            for (String target : history.owed(answered.write())) {
                checked++;
                if (!reached.contains(new Place(target, answered.write()))) {
                    violations.add(new Violation(
                            "write %s never reached target %s".formatted(answered.write(), target),
                            invocation(history, answered)));
                }
            }
        }
        return new Finding(Promise.TRUE_ARRIVES, checked, violations);
    }

    private static Finding neverAppears(History history, Answer answer, Promise promise) {
        Map<String, List<HistoryEvent>> appearances = history.appearances();
        List<Answered> answered = history.answered(answer);
        List<Violation> violations = new ArrayList<>();
        for (Answered one : answered) {
            List<HistoryEvent> evidence = appearances.getOrDefault(one.write(), List.of());
            if (!evidence.isEmpty()) {
                List<HistoryEvent> all = new ArrayList<>(invocation(history, one));
                all.addAll(evidence);
                violations.add(
                        new Violation("write %s was answered %s and appeared".formatted(one.write(), answer), all));
            }
        }
        return new Finding(promise, answered.size(), violations);
    }

    /**
     * A write that was answered TRUE was in the log before the next write of its key was sent, unless it was delayed: a
     * delayed write enters the log when it is due.
     */
    private static Finding appendedInOrder(History history) {
        Map<String, Invoked> latest = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        List<Appended> appends = history.appends().values().stream()
                .filter(_ -> history.ordered())
                .sorted(Comparator.comparingLong(Appended::position))
                .toList();
        for (Appended append : appends) {
            Invoked write = history.writes().get(append.write());
            if (write == null) {
                continue;
            }
            Invoked before = latest.get(write.key());
            if (before == null || before.sequence() < write.sequence()) {
                latest.put(write.key(), write);
            } else if (history.isTrue(append.write()) && write.notBefore().isEmpty()) {
                violations.add(new Violation(
                        "write %s is in the log behind the later write %s".formatted(write.write(), before.write()),
                        List.of(before, write, append)));
            }
        }
        return new Finding(Promise.APPENDED_IN_ORDER, appends.size(), violations);
    }

    private static Finding attemptsBounded(History history) {
        long max = history.attemptsMax();
        List<DeadLettered> letters = max == 0 ? List.of() : history.deadLetters();
        List<Violation> violations = letters.stream()
                .filter(letter -> letter.attempts() > max)
                .map(letter -> new Violation(
                        "write %s was tried %d times (expected: <= %d)"
                                .formatted(letter.write(), letter.attempts(), max),
                        List.of(letter)))
                .toList();
        return new Finding(Promise.ATTEMPTS_BOUNDED, letters.size(), violations);
    }

    private static Finding keysInOrder(History history) {
        Map<Course, Invoked> latest = new HashMap<>();
        Map<Place, Instant> givenUp = new HashMap<>();
        history.deadLetters()
                .forEach(letter -> givenUp.merge(
                        new Place(letter.target(), letter.write()),
                        letter.time(),
                        (one, other) -> one.isBefore(other) ? one : other));
        Set<Place> seen = new HashSet<>();
        List<Violation> violations = new ArrayList<>();
        for (Delivered delivered : history.ordered() ? history.deliveriesInOrder() : List.<Delivered>of()) {
            Invoked write = history.writes().get(delivered.write());
            Place reached = new Place(delivered.target(), delivered.write());
            if (write == null || !history.mayBeInTheLog(delivered.write()) || !seen.add(reached)) {
                continue;
            }
            if (givenUp.getOrDefault(reached, Instant.MAX).isBefore(delivered.time())) {
                continue;
            }
            Course course = new Course(delivered.target(), write.key());
            Invoked before = latest.get(course);
            if (before != null
                    && history.place(before, delivered.target()) > history.place(write, delivered.target())) {
                violations.add(new Violation(
                        "write %s of key %s first reached target %s after the later write %s"
                                .formatted(write.write(), write.key(), delivered.target(), before.write()),
                        List.of(before, delivered)));
            } else {
                latest.put(course, write);
            }
        }
        return new Finding(Promise.KEYS_IN_ORDER, seen.size(), violations);
    }

    private static Finding neverEarly(History history) {
        long checked = 0;
        List<Violation> violations = new ArrayList<>();
        for (Delivered delivered : history.deliveries()) {
            Invoked write = history.writes().get(delivered.write());
            if (write == null || write.notBefore().isEmpty()) {
                continue;
            }
            checked++;
            Instant due = write.notBefore().get();
            if (delivered.time().isBefore(due)) {
                violations.add(new Violation(
                        "write %s was delivered before %s".formatted(write.write(), due), List.of(write, delivered)));
            }
        }
        return new Finding(Promise.NEVER_EARLY, checked, violations);
    }

    private static Finding nothingInvented(History history) {
        List<Violation> violations = new ArrayList<>();
        for (Delivered delivered : history.deliveries()) {
            Invoked write = history.writes().get(delivered.write());
            if (write == null) {
                violations.add(new Violation("nobody wrote " + delivered.write(), List.of(delivered)));
            } else if (!history.mayBeInTheLog(delivered.write())) {
                violations.add(new Violation(
                        "write %s was delivered and never lay in the log".formatted(delivered.write()),
                        List.of(write, delivered)));
            } else if (!write.key().equals(delivered.key()) || isOtherMessage(history, delivered)) {
                violations.add(new Violation(
                        "write %s was changed on its way".formatted(delivered.write()), List.of(write, delivered)));
            }
        }
        for (DeadLettered letter : history.deadLetters()) {
            if (!history.writes().containsKey(letter.write())) {
                violations.add(new Violation("nobody wrote " + letter.write(), List.of(letter)));
            }
        }
        violations.addAll(history.sets().invented());
        return new Finding(
                Promise.NOTHING_INVENTED,
                history.deliveries().size()
                        + history.deadLetters().size()
                        + history.sets().applied().size(),
                violations);
    }

    private static boolean isOtherMessage(History history, Delivered delivered) {
        Answered answered = history.answers().get(delivered.write());
        return answered != null
                && !answered.message().isEmpty()
                && !delivered.message().isEmpty()
                && !answered.message().equals(delivered.message());
    }

    private static List<HistoryEvent> invocation(History history, Answered answered) {
        Invoked invoked = history.writes().get(answered.write());
        return invoked == null ? List.of(answered) : List.of(invoked, answered);
    }
}
