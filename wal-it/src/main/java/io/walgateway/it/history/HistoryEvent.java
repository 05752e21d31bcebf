package io.walgateway.it.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One thing that a writer did or an observer saw. Write ids are the writers' own and unique in a history. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HistoryEvent.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = HistoryEvent.Revised.class, name = "revised"),
    @JsonSubTypes.Type(value = HistoryEvent.Invoked.class, name = "invoked"),
    @JsonSubTypes.Type(value = HistoryEvent.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = HistoryEvent.Appended.class, name = "appended"),
    @JsonSubTypes.Type(value = HistoryEvent.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = HistoryEvent.DeadLettered.class, name = "dead-lettered"),
})
public sealed interface HistoryEvent {

    /**
     * What is to be expected of all that follows.
     *
     * @param targets each of them gets every write, or dead-letters it
     * @param ordered whether the writes of a key arrive in the order of their sequence
     * @param attemptsMax how many attempts a dead letter may tell of; 0: any number
     */
    record Begun(Set<String> targets, boolean ordered, int attemptsMax) implements HistoryEvent {
        public Begun {
            targets = Set.copyOf(targets);
        }

        public Begun(Set<String> targets, boolean ordered) {
            this(targets, ordered, 0);
        }
    }

    /**
     * A revision of the namespace's document. Where a history has these, each write is owed to the targets of the
     * revisions under which it stands in the log, and not to all that {@link Begun} names.
     *
     * @param number  from 1
     * @param targets each of them gets every write that was appended under this revision, or dead-letters it
     */
    record Revised(long number, Set<String> targets) implements HistoryEvent {
        public Revised {
            targets = Set.copyOf(targets);
        }
    }

    /**
     * A write was sent.
     *
     * @param sequence ascending within the key; a writer sends the next one when it has the answer to the one before
     * @param notBefore the earliest moment at which it may be delivered, where a delay was asked for
     */
    record Invoked(String write, String key, long sequence, Instant time, Optional<Instant> notBefore)
            implements HistoryEvent {}

    /**
     * A write was answered; one that never was counts as {@link Answer#UNKNOWN}.
     *
     * @param message the id that the gateway gave it; empty: none
     * @param detail  what the answer said besides
     */
    record Answered(String write, Answer answer, String message, String detail, Instant time) implements HistoryEvent {}

    /**
     * A write was seen in the log. Where a history has these, they tell what order is promised: the append order. A write
     * whose answer never came may lie behind the next one of its key; a write that was tried again may lie there twice.
     *
     * @param position ascending within the key
     * @param revision of the document under which it was written; 0: not known
     */
    record Appended(String write, long position, long revision, Instant time) implements HistoryEvent {
        public Appended(String write, long position, Instant time) {
            this(write, position, 0, time);
        }
    }

    /**
     * A write was seen at a target. The deliveries to one place of a target stand in one file, for each key in the order in
     * which they came there. Where a target has several places, the times tell which delivery was first.
     *
     * @param place  which of the target's addresses got it; empty: it has one
     * @param message the id under which it travelled; empty where the target does not tell
     */
    record Delivered(String target, String place, String write, String message, String key, Instant time)
            implements HistoryEvent {
        public Delivered(String target, String write, String message, String key, Instant time) {
            this(target, "", write, message, key, time);
        }
    }

    /** A write was seen in the dead-letter queue, on behalf of this target. */
    record DeadLettered(String target, String write, String reason, int attempts, Instant time)
            implements HistoryEvent {}

    /** How a write ended for its writer. */
    enum Answer {
        /** It is in the log. */
        TRUE,
        /** It is not in the log. */
        FALSE,
        /** It may be in the log; also: no answer came. */
        UNKNOWN,
        /** It was not accepted, for a reason that the caller can mend. */
        REFUSED
    }
}
