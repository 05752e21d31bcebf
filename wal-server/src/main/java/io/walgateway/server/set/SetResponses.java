package io.walgateway.server.set;

import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.log.record.ProtoTimes;
import io.walgateway.log.set.SetFacts;
import io.walgateway.proto.v1.GetSetResponse;
import io.walgateway.proto.v1.SetProgress;
import java.util.Map;
import java.util.TreeMap;

/** Converts what is known of a set to a response. */
public final class SetResponses {
    private SetResponses() {}

    /** The response for a set that was found. */
    public static GetSetResponse of(SetFacts facts) {
        MutationSet set = facts.set();
        GetSetResponse.Builder response = GetSetResponse.newBuilder()
                .setState(state(facts))
                .setParts(facts.parts())
                .setPartsTotal(facts.total())
                .addAllMissing(
                        facts.missing().stream().limit(SetRules.NAMED_MAX).toList());
        if (set.state() instanceof SetState.Open) {
            response.setExpireTime(ProtoTimes.of(set.openUntil()));
        }
        for (Map.Entry<String, Integer> target : new TreeMap<>(facts.progress()).entrySet()) {
            response.addProgress(
                    SetProgress.newBuilder().setTarget(target.getKey()).setPartsDone(target.getValue()));
        }
        return response.build();
    }

    private static io.walgateway.proto.v1.SetState state(SetFacts facts) {
        return switch (facts.set().state()) {
            case SetState.Open _ -> io.walgateway.proto.v1.SetState.SET_STATE_OPEN;
            case SetState.Sealed _ -> io.walgateway.proto.v1.SetState.SET_STATE_SEALED;
            case SetState.Queued _ ->
                facts.isBeingApplied()
                        ? io.walgateway.proto.v1.SetState.SET_STATE_APPLYING
                        : io.walgateway.proto.v1.SetState.SET_STATE_QUEUED;
            case SetState.DeadLettered _ -> io.walgateway.proto.v1.SetState.SET_STATE_DEAD_LETTERED;
            case SetState.Applied _ -> io.walgateway.proto.v1.SetState.SET_STATE_APPLIED;
            case SetState.Expired() -> io.walgateway.proto.v1.SetState.SET_STATE_EXPIRED;
        };
    }
}
