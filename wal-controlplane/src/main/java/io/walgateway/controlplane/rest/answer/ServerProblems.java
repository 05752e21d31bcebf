package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.Refusal.Busy;
import io.walgateway.controlplane.revision.Refusal.CancelUncertain;
import io.walgateway.controlplane.revision.Refusal.Fault;
import io.walgateway.controlplane.revision.Refusal.NothingCancellable;
import io.walgateway.controlplane.revision.Refusal.NothingDelayed;
import io.walgateway.controlplane.revision.Refusal.QueueAway;
import io.walgateway.controlplane.revision.Refusal.QueueRefused;
import io.walgateway.controlplane.revision.Refusal.StorageAway;
import io.walgateway.controlplane.revision.Refusal.StorageRefused;
import io.walgateway.controlplane.revision.Refusal.StoreAway;

/** Problems of the servers behind the control plane, and of the control plane itself. */
final class ServerProblems {
    private static final String RETRY_AFTER = "Retry-After";

    private ServerProblems() {}

    static Problem of(Refusal.OfServers refusal) {
        return switch (refusal) {
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
            case NothingDelayed(String name) ->
                Problem.of(
                        501,
                        "delays-not-shown",
                        "Nobody here knows what the queue holds back",
                        "no queue of " + name + " has a plugin here (expected: one whose type has a plugin)");
            case NothingCancellable(String name) ->
                Problem.of(
                        501,
                        "delays-not-cancellable",
                        "The queue does not take back what it holds back",
                        "no queue of " + name
                                + " does (expected: one whose type takes back, or config.durable_storage in the document, or durable-storage.type in the"
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
}
