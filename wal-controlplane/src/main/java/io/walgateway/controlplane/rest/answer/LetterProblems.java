package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.Refusal.LetterNotOpen;
import io.walgateway.controlplane.revision.Refusal.NoSuchAction;
import io.walgateway.controlplane.revision.Refusal.NoSuchLetter;
import io.walgateway.controlplane.revision.Refusal.NotRedrivable;
import io.walgateway.controlplane.revision.Refusal.NotRedriven;
import io.walgateway.controlplane.revision.Refusal.PayloadAway;
import io.walgateway.controlplane.revision.Refusal.PayloadGone;
import io.walgateway.controlplane.revision.Refusal.PayloadUnreadable;

/** Problems of dead letters and of actions on them. */
final class LetterProblems {
    private static final String RETRY_AFTER = "Retry-After";

    private LetterProblems() {}

    static Problem of(Refusal.OfLetter refusal) {
        return switch (refusal) {
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
            case PayloadGone(long id, String why) ->
                Problem.of(410, "payload-gone", "The payload is gone", "dead letter " + id + ": " + why);
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
        };
    }
}
