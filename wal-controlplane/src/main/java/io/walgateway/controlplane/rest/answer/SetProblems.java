package io.walgateway.controlplane.rest.answer;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.Refusal.NoSets;
import io.walgateway.controlplane.revision.Refusal.NoSuchSet;
import io.walgateway.controlplane.revision.Refusal.SetInRegions;
import io.walgateway.controlplane.revision.Refusal.SetsAway;
import io.walgateway.controlplane.revision.Refusal.SetsUnknown;
import java.util.List;

/** Problems of mutation sets. */
final class SetProblems {
    private SetProblems() {}

    static Problem of(Refusal.OfSets refusal) {
        return switch (refusal) {
            case NoSets(String name) ->
                Problem.of(
                        409,
                        "no-sets",
                        "The namespace has no mutation sets",
                        name + " has no durable storage (expected: durable_storage in its document, or"
                                + " durable-storage.type in the settings of control plane, servers and consumers)");
            case NoSuchSet(String name, String id) ->
                Problem.of(
                        404,
                        "no-such-set",
                        "There is no such mutation set",
                        name + " has no mutation set " + id + ", or it is forgotten");
            case SetInRegions(String name, String id, List<String> regions) ->
                Problem.of(
                        409,
                        "set-in-regions",
                        "Several regions have a mutation set with this id",
                        "mutation set " + id + " of " + name + " is in " + String.join(", ", regions)
                                + " (expected: region, which names one)");
            case SetsUnknown(String name, String why) ->
                Problem.of(
                        409,
                        "sets-unknown",
                        "This control plane has no way to the mutation sets",
                        "the mutation sets of " + name + ": " + why);
            case SetsAway(String storage, String why) ->
                Problem.of(
                                503,
                                "sets-away",
                                "The durable storage of the mutation sets cannot be reached",
                                storage + ": " + why)
                        .with("Retry-After", "5");
        };
    }
}
