package io.walgateway.controlplane.revision;

import io.walgateway.core.identity.Decision;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a request is not carried out. The set is closed: each refusal has one answer over HTTP. */
public sealed interface Refusal {

    /** The request itself is wrong, whatever it asks for. */
    sealed interface OfRequest extends Refusal {}

    /** The namespace, or its document, is not in the state that the request needs. */
    sealed interface OfNamespace extends Refusal {}

    /** The dead letter or action is not in the state that the request needs. */
    sealed interface OfLetter extends Refusal {}

    /** The mutation sets of a namespace, or one of them, cannot be shown. */
    sealed interface OfSets extends Refusal {}

    /** The servers behind the control plane, or the control plane itself, cannot carry it out. */
    sealed interface OfServers extends Refusal {}

    /** The caller may not do this, or the roles are not as the request needs them. */
    sealed interface OfAccess extends Refusal {}

    /**
     * The caller has proved no identity.
     *
     * @param why without secrets
     */
    record Unauthenticated(String why) implements OfAccess {}

    record NotPermitted(Decision.Denied denied) implements OfAccess {}

    record NoSuchRole(long id) implements OfAccess {}

    record TooManyRoles(int max) implements OfAccess {}

    /** The body is not JSON; line and column count from 1. */
    record NotJson(long line, long column, String why) implements OfRequest {}

    /** A name, parameter or header is invalid. */
    record BadParameter(Flaw flaw) implements OfRequest {}

    record NoSuchRoute(String path) implements OfRequest {}

    record WrongMethod(String method, String path, Set<String> allowed) implements OfRequest {}

    /** {@code deletedBy} is the revision that deleted it, if there ever was one. */
    record NoSuchNamespace(String name, Optional<Long> deletedBy) implements OfNamespace {}

    record NoSuchRevision(String name, long revision) implements OfNamespace {}

    record NoSuchLetter(String name, long id) implements OfLetter {}

    record NoSuchAction(String name, long id) implements OfLetter {}

    /** The letter has been settled, or is being redriven right now. */
    record LetterNotOpen(long id, String state) implements OfLetter {}

    /** The letter cannot be redriven as it is. */
    record NotRedrivable(long id, String why) implements OfLetter {}

    /** The queue did not confirm the append; the letter is still open. */
    record NotRedriven(long id, String why) implements OfLetter {}

    record AlreadyExists(String name, long revision) implements OfNamespace {}

    /** {@code actual} is empty when there is no such namespace. */
    record Stale(String name, String expected, Optional<Long> actual) implements OfNamespace {}

    /** Keys are still moving since an earlier change of its queues, that of revision {@code since}. */
    record StillDraining(String name, long since) implements OfNamespace {}

    /**
     * A queue that the document uses belongs to another namespace.
     *
     * @param kind      what this namespace would use it for: {@code queue} or {@code target}
     * @param owner     the namespace that owns it
     * @param ownerKind what that namespace uses it for
     */
    record QueueTaken(String name, String queue, String kind, String owner, String ownerKind) implements OfNamespace {}

    /** The namespace cannot be deleted unless the request says what is to become of its content. */
    record StillHolds(String name, NamespaceContent content) implements OfNamespace {}

    /** The namespace is being deleted. */
    record StillEnding(String name, Pending pending) implements OfNamespace {}

    record TooLarge(int bytesMax) implements OfRequest {}

    /** {@code given} is empty when the request has no content type. */
    record WrongContentType(String given) implements OfRequest {}

    /** The body is compressed. */
    record WrongContentEncoding(String given) implements OfRequest {}

    /** The request names a host by which this control plane is not known. */
    record WrongHost(String host, String known) implements OfRequest {}

    /** A page of another site asks for a change. */
    record ForeignOrigin(String origin) implements OfRequest {}

    /** The body is JSON, but not a valid document. */
    record Invalid(List<Flaw> flaws) implements OfNamespace {
        public Invalid {
            flaws = List.copyOf(flaws);
        }
    }

    /** The queue's servers reject the configuration. */
    record QueueRefused(String queues, String why) implements OfServers {}

    record QueueAway(String queues, String why) implements OfServers {}

    record StorageRefused(String storage, String why) implements OfServers {}

    record StorageAway(String storage, String why) implements OfServers {}

    /** The payload of a dead letter is missing from durable storage, or differs from what was stored. */
    record PayloadGone(long id, String why) implements OfLetter {}

    /** The payload of a dead letter is in a durable storage that this control plane has no plugin for. */
    record PayloadUnreadable(long id, String why) implements OfLetter {}

    /** The state of the payload is unknown: the storage does not answer. */
    record PayloadAway(long id, String why) implements OfLetter {}

    /** The namespace has no durable storage, and so no sets. */
    record NoSets(String name) implements OfSets {}

    /** Nothing is remembered of such a set. */
    record NoSuchSet(String name, String id) implements OfSets {}

    /** Several regions have a set with this id, each its own. */
    record SetInRegions(String name, String id, List<String> regions) implements OfSets {
        public SetInRegions {
            regions = List.copyOf(regions);
        }
    }

    /** This control plane has no way to the namespace's sets. */
    record SetsUnknown(String name, String why) implements OfSets {}

    /** The durable storage that has the sets does not answer. */
    record SetsAway(String storage, String why) implements OfSets {}

    /** There is no plugin for any of the namespace's queues, so what they hold back is unknown. */
    record NothingDelayed(String name) implements OfServers {}

    /**
     * The namespace's queues cannot cancel delayed messages, and there is no durable storage to note the cancellation.
     */
    record NothingCancellable(String name) implements OfServers {}

    /** Some copies of a message may have been cancelled, and others not. */
    record CancelUncertain(String queues, String why) implements OfServers {}

    record StoreAway(String why) implements OfServers {
        @Override
        public String toString() {
            return "the store cannot be reached: " + why;
        }
    }

    /** Too many requests in flight. */
    record Busy(String what) implements OfServers {}

    /** The request broke off, or is not HTTP. */
    record BadRequest(String why) implements OfRequest {}

    /** A fault of this process; the log has the details. */
    record Fault() implements OfServers {}
}
