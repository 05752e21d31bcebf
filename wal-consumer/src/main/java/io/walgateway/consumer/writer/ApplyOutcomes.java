package io.walgateway.consumer.writer;

import com.google.protobuf.Duration;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.proto.v1.ApplyOutcome;
import io.walgateway.proto.v1.ApplyResult;

/** Converts the outcomes of deliveries to those of the service. */
final class ApplyOutcomes {
    private ApplyOutcomes() {}

    static ApplyOutcome of(DeliveryOutcome outcome) {
        return switch (outcome) {
            case DeliveryOutcome.Delivered _ -> of(ApplyResult.APPLY_RESULT_APPLIED, "");
            case DeliveryOutcome.Skipped(String why) -> of(ApplyResult.APPLY_RESULT_SKIPPED, why);
            // A region gets the parts of a set one by one, never the set.
            case DeliveryOutcome.Progressed(String endpoint, var _) ->
                of(ApplyResult.APPLY_RESULT_UNSPECIFIED, "it goes on at " + endpoint);
            case DeliveryOutcome.Throttled(java.time.Duration after, String why) ->
                of(ApplyResult.APPLY_RESULT_THROTTLED, why).toBuilder()
                        .setRetryAfter(Duration.newBuilder()
                                .setSeconds(after.toSeconds())
                                .setNanos(after.toNanosPart()))
                        .build();
            case DeliveryOutcome.Unavailable(String why) -> of(ApplyResult.APPLY_RESULT_UNAVAILABLE, why);
            case DeliveryOutcome.Failed(String why) -> of(ApplyResult.APPLY_RESULT_FAILED, why);
            case DeliveryOutcome.Absent(String why) -> of(ApplyResult.APPLY_RESULT_ABSENT, why);
            case DeliveryOutcome.Rejected(String why) -> of(ApplyResult.APPLY_RESULT_REJECTED, why);
            case DeliveryOutcome.Unknown(String why) -> of(ApplyResult.APPLY_RESULT_UNSPECIFIED, why);
        };
    }

    private static ApplyOutcome of(ApplyResult result, String reason) {
        return ApplyOutcome.newBuilder().setResult(result).setReason(reason).build();
    }
}
