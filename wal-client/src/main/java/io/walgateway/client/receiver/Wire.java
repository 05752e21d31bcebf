package io.walgateway.client.receiver;

import com.google.protobuf.Duration;
import io.walgateway.proto.v1.DeliverRequest;
import io.walgateway.proto.v1.DeliverResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Requests and answers in the terms of the protocol. */
final class Wire {
    static final int REASON_CHARS_MAX = 1_000;

    private Wire() {}

    static Delivery delivery(DeliverRequest request) {
        List<Delivery.Header> headers = request.getHeadersList().stream()
                .map(header -> new Delivery.Header(
                        header.getName(), header.hasValue() ? Optional.of(header.getValue()) : Optional.empty()))
                .toList();
        return new Delivery(
                request.getMessageId(),
                request.getNamespace(),
                request.getPayload(),
                request.getOrderingKey(),
                Instant.ofEpochSecond(
                        request.getWriteTime().getSeconds(),
                        request.getWriteTime().getNanos()),
                request.getAttempt(),
                headers);
    }

    static DeliverResponse response(Outcome outcome) {
        DeliverResponse.Builder response = DeliverResponse.newBuilder();
        return switch (outcome) {
            case Outcome.Delivered() ->
                response.setDelivered(DeliverResponse.Delivered.getDefaultInstance())
                        .build();
            case Outcome.RetryAfter(java.time.Duration duration, String reason) ->
                response.setRetryAfter(DeliverResponse.RetryAfter.newBuilder()
                                .setDuration(Duration.newBuilder()
                                        .setSeconds(duration.getSeconds())
                                        .setNanos(duration.getNano()))
                                .setReason(bounded(reason)))
                        .build();
            case Outcome.Failed(String reason) ->
                response.setFailed(DeliverResponse.Failed.newBuilder().setReason(bounded(reason)))
                        .build();
            case Outcome.Rejected(String reason) ->
                response.setRejected(DeliverResponse.Rejected.newBuilder().setReason(bounded(reason)))
                        .build();
            case Outcome.Unavailable(String reason) ->
                response.setUnavailable(DeliverResponse.Unavailable.newBuilder().setReason(bounded(reason)))
                        .build();
        };
    }

    /** The reason of an exception: its class and its message. */
    static Outcome failed(Throwable failure) {
        String message = failure.getMessage();
        return Outcome.failed(failure.getClass().getSimpleName() + (message == null ? "" : ": " + message));
    }

    private static String bounded(String reason) {
        return reason.length() <= REASON_CHARS_MAX ? reason : reason.substring(0, REASON_CHARS_MAX);
    }
}
