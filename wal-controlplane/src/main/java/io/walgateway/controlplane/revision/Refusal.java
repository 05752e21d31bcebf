package io.walgateway.controlplane.revision;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a request is not carried out. The set is closed: each has one answer over HTTP. */
public sealed interface Refusal {

    /** Something is wrong with the request itself, whatever it asks for. */
    sealed interface OfRequest extends Refusal {}

    /** The namespace, or its document, is not as the request needs it. */
    sealed interface OfNamespace extends Refusal {}

    /** The dead letter or action is not as the request needs it. */
    sealed interface OfLetter extends Refusal {}

    /** The servers behind the control plane, or the control plane itself, cannot do it. */
    sealed interface OfServers extends Refusal {}

    /** The body is not JSON; line and column count from 1. */
    record NotJson(long line, long column, String why) implements OfRequest {}

    /** A name, parameter or header is not what it must be. */
    record BadParameter(Flaw flaw) implements OfRequest {}

    record NoSuchRoute(String path) implements OfRequest {}

    record WrongMethod(String method, String path, Set<String> allowed) implements OfRequest {}

    /** {@code deletedBy} is the revision that deleted it, if there ever was one. */
    record NoSuchNamespace(String name, Optional<Long> deletedBy) implements OfNamespace {}

    record NoSuchRevision(String name, long revision) implements OfNamespace {}

    record NoSuchLetter(String name, long id) implements OfLetter {}

    record NoSuchAction(String name, long id) implements OfLetter {}

    /** The letter is not open any more, or is under way just now. */
    record LetterNotOpen(long id, String state) implements OfLetter {}

    /** The letter cannot be redriven as it is. */
    record NotRedrivable(long id, String why) implements OfLetter {}

    /** The queue did not say that it has it; the letter is open still. */
    record NotRedriven(long id, String why) implements OfLetter {}

    record AlreadyExists(String name, long revision) implements OfNamespace {}

    /** {@code actual} is empty when there is no such namespace. */
    record Stale(String name, String expected, Optional<Long> actual) implements OfNamespace {}

    /** Keys are still moving since an earlier change of its queues, that of revision {@code since}. */
    record StillDraining(String name, long since) implements OfNamespace {}

    /**
     * A queue that the document uses is another namespace's.
     *
     * @param kind      what this namespace would use it for: {@code queue} or {@code target}
     * @param owner     the namespace that has it
     * @param ownerKind what that namespace uses it for
     */
    record QueueTaken(String name, String queue, String kind, String owner, String ownerKind) implements OfNamespace {}

    /** The namespace cannot be deleted without a word on what it holds. */
    record StillHolds(String name, NamespaceContent content) implements OfNamespace {}

    /** The namespace is being deleted. */
    record StillEnding(String name, Pending pending) implements OfNamespace {}

    record TooLarge(int bytesMax) implements OfRequest {}

    /** {@code given} is empty when the request says nothing of it. */
    record WrongContentType(String given) implements OfRequest {}

    /** The body is compressed. */
    record WrongContentEncoding(String given) implements OfRequest {}

    /** The request names a host that this is not known by. */
    record WrongHost(String host, String known) implements OfRequest {}

    /** A page of another site asks for a change. */
    record ForeignOrigin(String origin) implements OfRequest {}

    /** The body is JSON, and not a valid document. */
    record Invalid(List<Flaw> flaws) implements OfNamespace {
        public Invalid {
            flaws = List.copyOf(flaws);
        }
    }

    /** The queue's servers do not take the configuration. */
    record QueueRefused(String queues, String why) implements OfServers {}

    record QueueAway(String queues, String why) implements OfServers {}

    record StorageRefused(String storage, String why) implements OfServers {}

    record StorageAway(String storage, String why) implements OfServers {}

    /** The payload of a dead letter is not in durable storage any more, or not as it was stored. */
    record PayloadGone(long id, String why) implements OfLetter {}

    /** The payload of a dead letter is in a durable storage that this control plane has no plugin for. */
    record PayloadUnreadable(long id, String why) implements OfLetter {}

    /** Nothing is known of it: the storage does not answer. */
    record PayloadAway(long id, String why) implements OfLetter {}

    /** There is no plugin for any of the namespace's queues, so nobody can say what they hold back. */
    record NothingDelayed(String name) implements OfServers {}

    /** Neither do the namespace's queues take back what they hold back, nor is there a durable storage that could note it. */
    record NothingCancellable(String name) implements OfServers {}

    /** A part of a message's copies may have been taken back. */
    record CancelUncertain(String queues, String why) implements OfServers {}

    record StoreAway(String why) implements OfServers {
        @Override
        public String toString() {
            return "the store cannot be reached: " + why;
        }
    }

    /** As much is under way as may be. */
    record Busy(String what) implements OfServers {}

    /** The request itself broke off, or is no HTTP. */
    record BadRequest(String why) implements OfRequest {}

    /** A fault of this process; the log has the rest. */
    record Fault() implements OfServers {}
}
