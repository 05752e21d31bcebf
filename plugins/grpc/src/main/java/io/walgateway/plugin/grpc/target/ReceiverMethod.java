package io.walgateway.plugin.grpc.target;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.MethodDescriptor;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Printable;
import io.walgateway.proto.v1.DeliverRequest;
import io.walgateway.proto.v1.DeliverResponse;
import io.walgateway.proto.v1.Header;
import io.walgateway.proto.v1.ReceiverServiceGrpc;
import java.time.Instant;
import java.util.Optional;

/** {@code wal.v1.ReceiverService/Deliver}: the receiver says itself what the outcome is. */
final class ReceiverMethod implements Procedure<DeliverRequest, DeliverResponse> {

    static String fullName() {
        return ReceiverServiceGrpc.getDeliverMethod().getFullMethodName();
    }

    @Override
    public MethodDescriptor<DeliverRequest, DeliverResponse> method() {
        return ReceiverServiceGrpc.getDeliverMethod();
    }

    @Override
    public DeliverRequest request(DeliveryAttempt attempt) {
        Message message = attempt.message();
        DeliverRequest.Builder request = DeliverRequest.newBuilder()
                .setMessageId(message.id().toString())
                .setNamespace(message.namespace())
                .setPayload(bytes(message.payload()))
                .setOrderingKey(bytes(message.orderingKey()))
                .setWriteTime(timestamp(message.lifecycle().writeTime()))
                .setAttempt(attempt.number());
        message.provenance().headers().forEach(header -> {
            Header.Builder passed = request.addHeadersBuilder().setName(header.name());
            header.value().ifPresent(value -> passed.setValue(bytes(value)));
        });
        return request.build();
    }

    @Override
    public DeliveryOutcome outcome(Optional<DeliverResponse> answer, String server) {
        DeliverResponse response = answer.orElse(DeliverResponse.getDefaultInstance());
        return switch (response.getOutcomeCase()) {
            case DELIVERED -> DeliveryOutcome.DELIVERED;
            case RETRY_AFTER ->
                new DeliveryOutcome.Throttled(
                        RetryDelay.of(
                                response.getRetryAfter().hasDuration()
                                        ? Optional.of(response.getRetryAfter().getDuration())
                                        : Optional.empty()),
                        why(
                                server,
                                "asked for a lower rate",
                                response.getRetryAfter().getReason()));
            case FAILED ->
                new DeliveryOutcome.Failed(
                        why(server, "failed", response.getFailed().getReason()));
            case REJECTED ->
                new DeliveryOutcome.Rejected(
                        why(server, "rejected it", response.getRejected().getReason()));
            case UNAVAILABLE ->
                new DeliveryOutcome.Unavailable(
                        why(server, "is unavailable", response.getUnavailable().getReason()));
            case OUTCOME_NOT_SET -> new DeliveryOutcome.Failed(server + " answered without an outcome");
        };
    }

    @Override
    public boolean describesMessage() {
        return true;
    }

    private static String why(String server, String what, String reason) {
        String words = Printable.of(reason.strip(), CallOutcomes.WORDS_CHARS_MAX);
        return server + " " + what + (words.isEmpty() ? "" : ": " + words);
    }

    private static ByteString bytes(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.asBuffer());
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
