package io.walgateway.controlplane.revision;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a request is not carried out. The set is closed: each has one answer over HTTP. */
public sealed interface Refusal {

    /** The body is not JSON; line and column count from 1. */
    record NotJson(long line, long column, String why) implements Refusal {}

    /** A name, parameter or header is not what it must be. */
    record BadParameter(Flaw flaw) implements Refusal {}

    record NoSuchRoute(String path) implements Refusal {}

    record WrongMethod(String method, String path, Set<String> allowed) implements Refusal {}

    /** {@code deletedBy} is the revision that deleted it, if there ever was one. */
    record NoSuchNamespace(String name, Optional<Long> deletedBy) implements Refusal {}

    record NoSuchRevision(String name, long revision) implements Refusal {}

    record NoSuchLetter(String name, long id) implements Refusal {}

    record NoSuchAction(String name, long id) implements Refusal {}

    /** The letter is not open any more, or is under way just now. */
    record LetterNotOpen(long id, String state) implements Refusal {}

    /** The letter cannot be redriven as it is. */
    record NotRedrivable(long id, String why) implements Refusal {}

    /** The queue did not say that it has it; the letter is open still. */
    record NotRedriven(long id, String why) implements Refusal {}

    record AlreadyExists(String name, long revision) implements Refusal {}

    /** {@code actual} is empty when there is no such namespace. */
    record Stale(String name, String expected, Optional<Long> actual) implements Refusal {}

    /** Keys are still moving since an earlier change of its queues, that of revision {@code since}. */
    record StillDraining(String name, long since) implements Refusal {}

    /**
     * A queue that the document uses is another namespace's.
     *
     * @param kind      what this namespace would use it for: {@code queue} or {@code target}
     * @param owner     the namespace that has it
     * @param ownerKind what that namespace uses it for
     */
    record QueueTaken(String name, String queue, String kind, String owner, String ownerKind) implements Refusal {}

    /** The namespace cannot be deleted without a word on what it holds. */
    record StillHolds(String name, NamespaceContent content) implements Refusal {}

    /** The namespace is being deleted. */
    record StillEnding(String name, Pending pending) implements Refusal {}

    record TooLarge(int bytesMax) implements Refusal {}

    /** {@code given} is empty when the request says nothing of it. */
    record WrongContentType(String given) implements Refusal {}

    /** The body is compressed. */
    record WrongContentEncoding(String given) implements Refusal {}

    /** The request names a host that this is not known by. */
    record WrongHost(String host, String known) implements Refusal {}

    /** A page of another site asks for a change. */
    record ForeignOrigin(String origin) implements Refusal {}

    /** The body is JSON, and not a valid document. */
    record Invalid(List<Flaw> flaws) implements Refusal {
        public Invalid {
            flaws = List.copyOf(flaws);
        }
    }

    /** The queue's servers do not take the configuration. */
    record QueueRefused(String queues, String why) implements Refusal {}

    record QueueAway(String queues, String why) implements Refusal {}

    record StorageRefused(String storage, String why) implements Refusal {}

    record StorageAway(String storage, String why) implements Refusal {}

    /** The payload of a dead letter is not in durable storage any more, or not as it was stored. */
    record PayloadGone(long id, String why) implements Refusal {}

    /** The payload of a dead letter is in a durable storage that this control plane has no plugin for. */
    record PayloadUnreadable(long id, String why) implements Refusal {}

    /** Nothing is known of it: the storage does not answer. */
    record PayloadAway(long id, String why) implements Refusal {}

    /** There is no plugin for any of the namespace's queues, so nobody can say what they hold back. */
    record NothingDelayed(String name) implements Refusal {}

    /** Neither do the namespace's queues take back what they hold back, nor is there a durable storage that could note it. */
    record NothingCancellable(String name) implements Refusal {}

    /** A part of a message's copies may have been taken back. */
    record CancelUncertain(String queues, String why) implements Refusal {}

    record StoreAway(String why) implements Refusal {
        @Override
        public String toString() {
            return "the store cannot be reached: " + why;
        }
    }

    /** As much is under way as may be. */
    record Busy(String what) implements Refusal {}

    /** The request itself broke off, or is no HTTP. */
    record BadRequest(String why) implements Refusal {}

    /** A fault of this process; the log has the rest. */
    record Fault() implements Refusal {}
}
