package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.rest.request.Conditions;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.Refusal.AlreadyExists;
import io.walgateway.controlplane.revision.Refusal.BadParameter;
import io.walgateway.controlplane.revision.Refusal.BadRequest;
import io.walgateway.controlplane.revision.Refusal.Busy;
import io.walgateway.controlplane.revision.Refusal.CancelUncertain;
import io.walgateway.controlplane.revision.Refusal.Fault;
import io.walgateway.controlplane.revision.Refusal.ForeignOrigin;
import io.walgateway.controlplane.revision.Refusal.Invalid;
import io.walgateway.controlplane.revision.Refusal.LetterNotOpen;
import io.walgateway.controlplane.revision.Refusal.NoSuchAction;
import io.walgateway.controlplane.revision.Refusal.NoSuchLetter;
import io.walgateway.controlplane.revision.Refusal.NoSuchNamespace;
import io.walgateway.controlplane.revision.Refusal.NoSuchRevision;
import io.walgateway.controlplane.revision.Refusal.NoSuchRoute;
import io.walgateway.controlplane.revision.Refusal.NotJson;
import io.walgateway.controlplane.revision.Refusal.NotRedrivable;
import io.walgateway.controlplane.revision.Refusal.NotRedriven;
import io.walgateway.controlplane.revision.Refusal.NothingCancellable;
import io.walgateway.controlplane.revision.Refusal.NothingDelayed;
import io.walgateway.controlplane.revision.Refusal.PayloadAway;
import io.walgateway.controlplane.revision.Refusal.PayloadGone;
import io.walgateway.controlplane.revision.Refusal.PayloadUnreadable;
import io.walgateway.controlplane.revision.Refusal.QueueAway;
import io.walgateway.controlplane.revision.Refusal.QueueRefused;
import io.walgateway.controlplane.revision.Refusal.QueueTaken;
import io.walgateway.controlplane.revision.Refusal.Stale;
import io.walgateway.controlplane.revision.Refusal.StillDraining;
import io.walgateway.controlplane.revision.Refusal.StillEnding;
import io.walgateway.controlplane.revision.Refusal.StillHolds;
import io.walgateway.controlplane.revision.Refusal.StorageAway;
import io.walgateway.controlplane.revision.Refusal.StorageRefused;
import io.walgateway.controlplane.revision.Refusal.StoreAway;
import io.walgateway.controlplane.revision.Refusal.TooLarge;
import io.walgateway.controlplane.revision.Refusal.WrongContentEncoding;
import io.walgateway.controlplane.revision.Refusal.WrongContentType;
import io.walgateway.controlplane.revision.Refusal.WrongHost;
import io.walgateway.controlplane.revision.Refusal.WrongMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The one place where refusals become problems. */
public final class ProblemMapper {

    private static final String RETRY_AFTER = "Retry-After";

    private ProblemMapper() {}

    public static Problem toProblem(Refusal refusal) {
        return switch (refusal) {
            case NotJson(long line, long column, String why) ->
                Problem.of(400, "not-json", "The body is not JSON", at(line, column) + why);
            case BadRequest(String why) -> Problem.of(400, "bad-request", "The request cannot be read", why);
            case BadParameter(Flaw flaw) ->
                Problem.of(400, "bad-parameter", "A parameter is not what it must be", told(flaw))
                        .with(List.of(flaw));
            case NoSuchRoute(String path) ->
                Problem.of(
                        404,
                        "no-such-route",
                        "There is nothing here",
                        path + " is no route; see /openapi.yaml"
                                + (path.startsWith("/v1/namespaces/") ? " (a namespace's name holds no slash)" : ""));
            case NoSuchNamespace(String name, Optional<Long> deletedBy) ->
                Problem.of(404, "no-such-namespace", "There is no such namespace", name + absence(name, deletedBy));
            case NoSuchRevision(String name, long revision) ->
                Problem.of(404, "no-such-revision", "There is no such revision", name + " has no revision " + revision);
            case NoSuchLetter(String name, long id) ->
                Problem.of(
                        404, "no-such-dead-letter", "There is no such dead letter", name + " has no dead letter " + id);
            case NoSuchAction(String name, long id) ->
                Problem.of(404, "no-such-action", "There is no such action", name + " has no action " + id);
            case LetterNotOpen(long id, String state) ->
                Problem.of(
                        409,
                        "dead-letter-not-open",
                        "The dead letter is not open",
                        "dead letter " + id + " is " + state + " (expected: open)");
            case NotRedrivable(long id, String why) ->
                Problem.of(
                        409,
                        "not-redrivable",
                        "The dead letter cannot be redriven as it is",
                        "dead letter " + id + ": " + why);
            case NotRedriven(long id, String why) ->
                Problem.of(
                                503,
                                "not-redriven",
                                "The queue did not take the dead letter",
                                "dead letter " + id + " is open still: " + why)
                        .with(RETRY_AFTER, "5");
            case WrongMethod wrong -> wrongMethod(wrong);
            case AlreadyExists(String name, long revision) ->
                Problem.of(
                        409,
                        "already-exists",
                        "The namespace exists already",
                        name + " is at revision " + revision + "; If-None-Match: * asks for a new one");
            case StillDraining(String name, long since) ->
                Problem.of(
                                409,
                                "still-draining",
                                "The queues have changed just before",
                                name + " is ordered by key, and keys are still moving since its queues were changed by"
                                        + " revision " + since + "; change them again when that is over")
                        .with(RETRY_AFTER, "5");
            case QueueTaken(String name, String queue, String kind, String owner, String ownerKind) ->
                Problem.of(
                        409,
                        "queue-taken",
                        "A queue belongs to another namespace",
                        queue + " cannot be a " + kind + " of " + name + ": it is a " + ownerKind + " of namespace "
                                + owner
                                + ", and a queue belongs to one namespace, with all that is derived from it; nothing was"
                                + " stored");
            case StillHolds holds ->
                Problem.of(409, "still-holds", "The namespace holds something that is not done with", told(holds));
            case StillEnding(String name, Pending pending) ->
                Problem.of(409, "still-ending", "The namespace is being deleted", told(name, pending))
                        .with(RETRY_AFTER, "5");
            case Stale stale -> stale(stale);
            case TooLarge(int max) ->
                Problem.of(413, "too-large", "The body is too large", "at most " + max + " bytes are taken");
            case WrongContentType(String given) ->
                Problem.of(
                        415,
                        "wrong-content-type",
                        "The body must be JSON",
                        "Content-Type: " + (given.isEmpty() ? "absent" : given)
                                + " (expected: application/json, in UTF-8)");
            case WrongContentEncoding(String given) ->
                Problem.of(
                                415,
                                "wrong-content-encoding",
                                "The body must not be compressed",
                                "Content-Encoding: " + given + " (expected: identity)")
                        .with("Accept-Encoding", "identity");
            case WrongHost(String host, String known) ->
                Problem.of(
                        421,
                        "wrong-host",
                        "The control plane is not known by this name",
                        "Host: " + host + " (expected: one of " + known
                                + "; the setting http.allowed-hosts adds more)");
            case ForeignOrigin(String origin) ->
                Problem.of(
                        403,
                        "foreign-origin",
                        "Pages of other sites may not change anything",
                        "Origin: " + origin
                                + " (expected: absent, or one that the setting http.allowed-origins names)");
            case Invalid(List<Flaw> flaws) ->
                Problem.of(
                                422,
                                "invalid-document",
                                "The document is not valid",
                                told(flaws.getFirst())
                                        + (flaws.size() > 1 ? ", and " + (flaws.size() - 1) + " more" : ""))
                        .with(flaws);
            case QueueRefused(String queues, String why) ->
                Problem.of(422, "queue-refused", "The queue does not take the configuration", queues + ": " + why);
            case QueueAway(String queues, String why) ->
                Problem.of(
                                503,
                                "queue-away",
                                "The queue cannot be reached",
                                queues + ": " + why + "; nothing was stored")
                        .with(RETRY_AFTER, "5");
            case StorageRefused(String storage, String why) ->
                Problem.of(
                        422,
                        "storage-refused",
                        "The durable storage does not take the configuration",
                        storage + ": " + why);
            case StorageAway(String storage, String why) ->
                Problem.of(
                                503,
                                "storage-away",
                                "The durable storage cannot be reached",
                                storage + ": " + why + "; nothing was stored")
                        .with(RETRY_AFTER, "5");
            case PayloadGone(long id, String why) ->
                Problem.of(410, "payload-gone", "The payload is not there any more", "dead letter " + id + ": " + why);
            case PayloadUnreadable(long id, String why) ->
                Problem.of(
                        409,
                        "payload-unreadable",
                        "The control plane has no plugin for the durable storage of the payload",
                        "dead letter " + id + ": " + why
                                + "; start the control plane with that plugin, or discard the letter");
            case PayloadAway(long id, String why) ->
                Problem.of(
                                503,
                                "payload-away",
                                "The durable storage of the payload cannot be reached",
                                "dead letter " + id + ": " + why)
                        .with(RETRY_AFTER, "5");
            case NothingDelayed(String name) ->
                Problem.of(
                        501,
                        "delays-not-shown",
                        "Nobody here knows what the queue holds back",
                        "no queue of " + name + " has a plugin here (expected: one of type KAFKA or SQS)");
            case NothingCancellable(String name) ->
                Problem.of(
                        501,
                        "delays-not-cancellable",
                        "The queue does not take back what it holds back",
                        "no queue of " + name
                                + " does (expected: one of type KAFKA, or config.durable_storage in the document, or durable-storage.type in the"
                                + " settings of control plane and consumers)");
            case CancelUncertain(String queues, String why) ->
                Problem.of(
                                503,
                                "cancel-uncertain",
                                "The cancellation may not have been stored",
                                queues + ": " + why + "; asking again is safe")
                        .with(RETRY_AFTER, "1");
            case StoreAway(String why) ->
                Problem.of(
                                503,
                                "store-away",
                                "The store cannot be reached",
                                why + "; a change that was under way may" + " have been stored, all others were not")
                        .with(RETRY_AFTER, "2");
            case Busy(String what) ->
                Problem.of(503, "busy", "As much is under way as may be", what).with(RETRY_AFTER, "1");
            case Fault() ->
                Problem.of(
                        500, "fault", "Something is wrong in the control plane", "the control plane's log says what");
        };
    }

    private static Problem stale(Stale stale) {
        Problem problem = Problem.of(412, "stale", "The namespace is not at the expected revision", told(stale));
        return stale.actual()
                .map(revision -> problem.with("ETag", Conditions.tag(revision)))
                .orElse(problem);
    }

    private static Problem wrongMethod(WrongMethod wrong) {
        String allowed = String.join(", ", new TreeSet<>(wrong.allowed()));
        return Problem.of(
                        405,
                        "wrong-method",
                        "The method is not allowed here",
                        wrong.method() + " on " + wrong.path() + " (expected: " + allowed + ")")
                .with("Allow", allowed);
    }

    private static String at(long line, long column) {
        return line > 0 ? "line " + line + ", column " + column + ": " : "";
    }

    private static String absence(String name, Optional<Long> deletedBy) {
        return deletedBy
                .map(revision -> " was deleted by revision " + revision + "; its history is at /v1/namespaces/" + name
                        + "/revisions")
                .orElse(" was never created");
    }

    private static String told(StillHolds holds) {
        NamespaceContent content = holds.content();
        List<String> held = new ArrayList<>();
        if (!content.undelivered().isEmpty()) {
            held.add("undelivered messages ("
                    + content.undelivered().stream()
                            .map(backlog -> (content.exact() ? "" : "about ") + backlog.count() + " for "
                                    + backlog.group() + " in " + backlog.queue())
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        if (content.delayed() > 0) {
            held.add((content.exact() ? "" : "about ") + content.delayed() + " delayed messages");
        }
        if (content.deadLetters() > 0) {
            held.add(content.deadLetters() + " open dead letters");
        }
        return holds.name() + " holds " + String.join(", ", held)
                + " (expected: nothing; pending=deliver deletes it when all is delivered and no dead letter is open,"
                + " pending=discard drops all of it)";
    }

    private static String told(String name, Pending pending) {
        return switch (pending) {
            case DELIVER ->
                name
                        + " is deleted when all it holds is delivered and no dead letter is open; DELETE with pending=discard"
                        + " drops what is left";
            case DISCARD -> name + " is deleted when all it holds is dropped; one of that name can be made after that";
        };
    }

    private static String told(Stale stale) {
        return stale.name()
                + stale.actual().map(revision -> " is at revision " + revision).orElse(" does not exist")
                + " (expected: " + stale.expected() + ")";
    }

    private static String told(Flaw flaw) {
        return flaw.pointer() + ": " + flaw.value() + " (expected: " + flaw.expected() + ")"
                + flaw.nearestKnownKey()
                        .map(key -> "; did you mean " + key + "?")
                        .orElse("");
    }
}
