package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.rest.request.Conditions;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.Refusal.AlreadyExists;
import io.walgateway.controlplane.revision.Refusal.Invalid;
import io.walgateway.controlplane.revision.Refusal.NoSuchNamespace;
import io.walgateway.controlplane.revision.Refusal.NoSuchRevision;
import io.walgateway.controlplane.revision.Refusal.QueueTaken;
import io.walgateway.controlplane.revision.Refusal.Stale;
import io.walgateway.controlplane.revision.Refusal.StillDraining;
import io.walgateway.controlplane.revision.Refusal.StillEnding;
import io.walgateway.controlplane.revision.Refusal.StillHolds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Problems of namespaces and their documents. */
final class NamespaceProblems {
    private static final String RETRY_AFTER = "Retry-After";

    private NamespaceProblems() {}

    static Problem of(Refusal.OfNamespace refusal) {
        return switch (refusal) {
            case NoSuchNamespace(String name, Optional<Long> deletedBy) ->
                Problem.of(404, "no-such-namespace", "There is no such namespace", name + absence(name, deletedBy));
            case NoSuchRevision(String name, long revision) ->
                Problem.of(404, "no-such-revision", "There is no such revision", name + " has no revision " + revision);
            case AlreadyExists(String name, long revision) ->
                Problem.of(
                        409,
                        "already-exists",
                        "The namespace exists already",
                        name + " is at revision " + revision + "; If-None-Match: * asks for a new one");
            case Stale stale -> stale(stale);
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
            case Invalid(List<Flaw> flaws) ->
                Problem.of(
                                422,
                                "invalid-document",
                                "The document is not valid",
                                told(flaws.getFirst())
                                        + (flaws.size() > 1 ? ", and " + (flaws.size() - 1) + " more" : ""))
                        .with(flaws);
        };
    }

    private static Problem stale(Stale stale) {
        Problem problem = Problem.of(412, "stale", "The namespace is not at the expected revision", told(stale));
        return stale.actual()
                .map(revision -> problem.with("ETag", Conditions.tag(revision)))
                .orElse(problem);
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
