package io.walgateway.server.set;

import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.log.record.ProtoTimes;
import io.walgateway.producer.SetReport;
import io.walgateway.proto.v1.GetSetResponse;
import io.walgateway.proto.v1.SetProgress;
import java.util.Map;
import java.util.TreeMap;

/** Converts what is known of a set to a response. */
public final class SetResponses {
    private SetResponses() {}

    /** The response for a set that was found. */
    public static GetSetResponse of(SetReport.Found found) {
        MutationSet set = found.set();
        GetSetResponse.Builder response = GetSetResponse.newBuilder()
                .setState(state(found))
                .setParts(found.parts())
                .setPartsTotal(total(set.state()))
                .addAllMissing(
                        found.missing().stream().limit(SetRules.NAMED_MAX).toList());
        if (set.state() instanceof SetState.Open) {
            response.setExpireTime(ProtoTimes.of(set.openUntil()));
        }
        for (Map.Entry<String, Integer> target : new TreeMap<>(found.progress()).entrySet()) {
            response.addProgress(
                    SetProgress.newBuilder().setTarget(target.getKey()).setPartsDone(target.getValue()));
        }
        return response.build();
    }

    private static io.walgateway.proto.v1.SetState state(SetReport.Found found) {
        return switch (found.set().state()) {
            case SetState.Open _ -> io.walgateway.proto.v1.SetState.SET_STATE_OPEN;
            case SetState.Sealed _ -> io.walgateway.proto.v1.SetState.SET_STATE_SEALED;
            case SetState.Queued _ ->
                found.progress().values().stream().anyMatch(done -> done > 0)
                        ? io.walgateway.proto.v1.SetState.SET_STATE_APPLYING
                        : io.walgateway.proto.v1.SetState.SET_STATE_QUEUED;
            case SetState.DeadLettered _ -> io.walgateway.proto.v1.SetState.SET_STATE_DEAD_LETTERED;
            case SetState.Applied _ -> io.walgateway.proto.v1.SetState.SET_STATE_APPLIED;
            case SetState.Expired() -> io.walgateway.proto.v1.SetState.SET_STATE_EXPIRED;
        };
    }

    private static int total(SetState state) {
        return switch (state) {
            case SetState.Open(int total) -> total;
            case SetState.Sealed(int total, var _) -> total;
            case SetState.Queued(int total) -> total;
            case SetState.DeadLettered(int total) -> total;
            case SetState.Applied(int total) -> total;
            case SetState.Expired() -> 0;
        };
    }
}
