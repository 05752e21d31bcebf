package io.walgateway.it.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One action of a writer, or one observation. Write ids are assigned by the writers and unique in a history. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HistoryEvent.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = HistoryEvent.Revised.class, name = "revised"),
    @JsonSubTypes.Type(value = HistoryEvent.Invoked.class, name = "invoked"),
    @JsonSubTypes.Type(value = HistoryEvent.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = HistoryEvent.Appended.class, name = "appended"),
    @JsonSubTypes.Type(value = HistoryEvent.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = HistoryEvent.DeadLettered.class, name = "dead-lettered"),
    @JsonSubTypes.Type(value = HistoryEvent.PartSent.class, name = "part-sent"),
    @JsonSubTypes.Type(value = HistoryEvent.MarkerSent.class, name = "marker-sent"),
    @JsonSubTypes.Type(value = HistoryEvent.MarkerAnswered.class, name = "marker-answered"),
    @JsonSubTypes.Type(value = HistoryEvent.MarkerAppended.class, name = "marker-appended"),
    @JsonSubTypes.Type(value = HistoryEvent.PartApplied.class, name = "part-applied"),
    @JsonSubTypes.Type(value = HistoryEvent.SetDeadLettered.class, name = "set-dead-lettered"),
})
public sealed interface HistoryEvent {

    /**
     * The expectations for all that follows.
     *
     * @param targets     each of them receives every write, or dead-letters it
     * @param ordered     true if the writes of a key arrive in the order of their sequence
     * @param attemptsMax how many attempts a dead letter may report; 0: any number
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
     * A revision of the namespace's document. In a history with such events, each write is owed to the targets of the
     * revisions under which it is in the log, and not to all targets that {@link Begun} names.
     *
     * @param number  from 1
     * @param targets each of them receives every write that was appended under this revision, or dead-letters it
     */
    record Revised(long number, Set<String> targets) implements HistoryEvent {
        public Revised {
            targets = Set.copyOf(targets);
        }
    }

    /**
     * A write was sent.
     *
     * @param sequence  ascending within the key; a writer sends the next one when it has the answer to the one before
     * @param notBefore the earliest moment at which it may be delivered, if a delay was requested
     */
    record Invoked(String write, String key, long sequence, Instant time, Optional<Instant> notBefore)
            implements HistoryEvent {}

    /**
     * A write was answered; a write without an answer counts as {@link Answer#UNKNOWN}.
     *
     * @param message the id that the gateway gave it; empty: none
     * @param detail  the rest of the answer
     */
    record Answered(String write, Answer answer, String message, String detail, Instant time) implements HistoryEvent {}

    /**
     * A write was seen in the log. In a history with such events, they define the promised order: the append order. A
     * write whose answer never came may be behind the next one of its key; a write that was retried may be in the log
     * twice.
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
     * A write was seen at a target. The deliveries to one place of a target are in one file, for each key in the order
     * of arrival. If a target has several places, the times tell which delivery was first.
     *
     * @param place   which of the target's addresses received it; empty: the target has one address
     * @param message the id under which it travelled; empty if the target does not tell
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

    /** A part of a mutation set was sent for the first time; it may have been repeated. Set ids are unique in a history. */
    record PartSent(String set, int sequence, Instant time) implements HistoryEvent {}

    /**
     * The marker of a mutation set was sent for the first time. A set without one is never completed.
     *
     * @param key   the ordering key of the marker
     * @param order ascending within the key; a writer sends the marker of the next set when it has the answer to the one
     *              before
     * @param parts the number of parts that it gives
     */
    record MarkerSent(String set, String key, long order, int parts, Instant time) implements HistoryEvent {}

    /**
     * A marker was answered, as far as its caller knows: an answer is UNKNOWN if an earlier try may have done more. A set
     * may have several answers, since a caller may repeat a marker that was answered.
     */
    record MarkerAnswered(String set, Answer answer, String detail, Instant time) implements HistoryEvent {}

    /**
     * A marker was seen in the log; it may be there several times.
     *
     * @param position ascending within the key
     */
    record MarkerAppended(String set, long position, Instant time) implements HistoryEvent {}

    /** A part was seen at a target. All parts with one ordering key are recorded in the order of arrival. */
    record PartApplied(String target, String set, int sequence, Instant time) implements HistoryEvent {}

    /** A marker was seen in the dead-letter queue, on behalf of this target. */
    record SetDeadLettered(String target, String set, String error, Instant time) implements HistoryEvent {}

    /** How a write ended for its writer. */
    enum Answer {
        /** The write is in the log. */
        TRUE,
        /** The write is not in the log. */
        FALSE,
        /** The write may be in the log; also: no answer came. */
        UNKNOWN,
        /** The write was not accepted, for a reason that the caller can fix. */
        REFUSED
    }
}
