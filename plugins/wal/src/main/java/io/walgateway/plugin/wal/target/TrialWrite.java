package io.walgateway.plugin.wal.target;

import io.grpc.Status;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetReview;
import io.walgateway.plugin.wal.address.GatewayAddress.Place;
import io.walgateway.plugin.wal.connection.Gateways;
import io.walgateway.plugin.wal.connection.Reply;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;

/** Finds out what is at a place by a write that every gateway refuses: one that is due before it is written. */
final class TrialWrite {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Lifecycle REFUSED = Lifecycle.newBuilder()
            .setDelay(com.google.protobuf.Duration.newBuilder().setSeconds(-1))
            .build();

    private TrialWrite() {}

    static TargetReview review(Gateways gateways, Place place) throws InterruptedException {
        WriteToLogRequest request = WriteToLogRequest.newBuilder()
                .setNamespace(place.namespace())
                .setLifecycle(REFUSED)
                .build();
        return switch (gateways.write(place, request, LIMIT)) {
            case Reply.Refused refused -> review(refused, place);
            case Reply.Broken broken -> unreachable(place, broken.why());
            case Reply.Silent() -> unreachable(place, "no answer in time");
            case Reply.NoRoom(String why) -> unreachable(place, why);
            case Reply.Settled _ -> unreachable(place, "it takes a write that it must refuse");
        };
    }

    private static TargetReview review(Reply.Refused refused, Place place) {
        boolean isServed = refused.code() == Status.Code.INVALID_ARGUMENT
                && refused.field().startsWith("lifecycle.");
        if (isServed) {
            return TargetReview.NOTHING;
        }
        return switch (refused.code()) {
            case NOT_FOUND, FAILED_PRECONDITION, PERMISSION_DENIED, INVALID_ARGUMENT ->
                TargetReview.warning(new Violation(
                        "/namespace",
                        place.namespace(),
                        "a namespace that " + place.gateway() + " serves; it says: " + refused.why()));
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    DEADLINE_EXCEEDED,
                    ALREADY_EXISTS,
                    RESOURCE_EXHAUSTED,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    UNAVAILABLE,
                    DATA_LOSS,
                    UNAUTHENTICATED -> unreachable(place, refused.why());
        };
    }

    private static TargetReview unreachable(Place place, String why) {
        return TargetReview.warning(
                new Violation("/address", place.gateway(), "a gateway that serves the consumers; from here: " + why));
    }
}
