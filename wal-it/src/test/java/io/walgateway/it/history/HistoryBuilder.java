package io.walgateway.it.history;

import io.walgateway.it.history.HistoryEvent.Answer;
import io.walgateway.it.history.HistoryEvent.Answered;
import io.walgateway.it.history.HistoryEvent.Appended;
import io.walgateway.it.history.HistoryEvent.Begun;
import io.walgateway.it.history.HistoryEvent.DeadLettered;
import io.walgateway.it.history.HistoryEvent.Delivered;
import io.walgateway.it.history.HistoryEvent.Invoked;
import io.walgateway.it.history.HistoryEvent.Revised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Histories in few words: the write {@code a3} is the third of key {@code a}. Time passes by a second an event. */
final class HistoryBuilder {
    private final List<HistoryEvent> events = new ArrayList<>();

    static HistoryBuilder ordered(String... targets) {
        return new HistoryBuilder().add(new Begun(Set.of(targets), true));
    }

    static HistoryBuilder unordered(String... targets) {
        return new HistoryBuilder().add(new Begun(Set.of(targets), false));
    }

    HistoryBuilder answered(Answer answer, String... writes) {
        for (String write : writes) {
            invoked(write).add(new Answered(write, answer, id(write), "", now()));
        }
        return this;
    }

    HistoryBuilder invoked(String write) {
        return add(new Invoked(write, key(write), sequence(write), now(), Optional.empty()));
    }

    HistoryBuilder delayed(String write, int seconds) {
        return add(new Invoked(write, key(write), sequence(write), now(), Optional.of(now().plusSeconds(seconds))))
                .add(new Answered(write, Answer.TRUE, id(write), "", now()));
    }

    /** One behind the other. */
    HistoryBuilder appended(String... writes) {
        for (String write : writes) {
            add(new Appended(write, events.size(), now()));
        }
        return this;
    }

    /** Under one revision, one behind the other. */
    HistoryBuilder appendedUnder(long revision, String... writes) {
        for (String write : writes) {
            add(new Appended(write, events.size(), revision, now()));
        }
        return this;
    }

    /** From this revision on writes are for these targets. */
    HistoryBuilder revised(long number, String... targets) {
        return add(new Revised(number, Set.of(targets)));
    }

    /** One that reached one of the target's several places, so many seconds after the history began. */
    HistoryBuilder deliveredAt(String target, String place, int second, String write) {
        return add(new Delivered(target, place, write, id(write), key(write), Instant.EPOCH.plusSeconds(second)));
    }

    HistoryBuilder delivered(String target, String... writes) {
        for (String write : writes) {
            add(new Delivered(target, write, id(write), key(write), now()));
        }
        return this;
    }

    HistoryBuilder deadLettered(String target, String write) {
        return add(new DeadLettered(target, write, "REJECTED", 1, now()));
    }

    HistoryBuilder add(HistoryEvent event) {
        events.add(event);
        return this;
    }

    List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    Instant now() {
        return Instant.EPOCH.plusSeconds(events.size());
    }

    static String id(String write) {
        return "id-of-" + write;
    }

    private static String key(String write) {
        return write.substring(0, 1);
    }

    private static long sequence(String write) {
        return Long.parseLong(write.substring(1));
    }
}
