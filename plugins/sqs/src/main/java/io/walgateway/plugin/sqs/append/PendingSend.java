package io.walgateway.plugin.sqs.append;

import io.walgateway.plugin.sqs.cluster.SendFault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * One message on its way to one queue.
 *
 * @param body            as SQS takes it
 * @param attributes      beside the body
 * @param fifo            what a FIFO queue needs to know; empty: a standard queue
 * @param due             when it is wanted; a standard queue holds it back as long as it can
 * @param bytes           what it counts for against SQS's limits
 * @param bornNanos       by {@link System#nanoTime}
 * @param result          always completed normally
 */
public record PendingSend(
        String body,
        Map<String, MessageAttributeValue> attributes,
        Optional<FifoPlace> fifo,
        Instant due,
        int bytes,
        long bornNanos,
        CompletableFuture<SendResult> result) {

    /** What a message may be at the most, attributes included; and what a request may be. */
    public static final int BYTES_MAX = 1 << 20;

    /** In which order it lies, and by what it is known as sent before. */
    public record FifoPlace(String groupId, String deduplicationId) {}

    public static PendingSend of(
            String body, Map<String, MessageAttributeValue> attributes, Optional<FifoPlace> fifo, Instant due) {
        return new PendingSend(
                body, attributes, fifo, due, bytes(body, attributes), System.nanoTime(), new CompletableFuture<>());
    }

    void fail(SendFault fault, String why) {
        result.complete(new SendResult.NotStored(fault, why));
    }

    public static int bytes(String body, Map<String, MessageAttributeValue> attributes) {
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
            bytes += bytes(attribute.getKey(), attribute.getValue());
        }
        return bytes;
    }

    /** What one attribute counts for. */
    public static int bytes(String name, MessageAttributeValue value) {
        int valueBytes = value.stringValue() == null
                ? value.binaryValue().asByteArrayUnsafe().length
                : value.stringValue().getBytes(StandardCharsets.UTF_8).length;
        return name.length() + value.dataType().length() + valueBytes;
    }
}
