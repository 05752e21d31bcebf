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
 * @param body            as SQS accepts it
 * @param attributes      beside the body
 * @param fifo            what a FIFO queue needs to know; empty: a standard queue
 * @param due             when the message is due; a standard queue delays it as long as it can
 * @param bytes           its size as SQS's limits count it
 * @param bornNanos       when it was created, by {@link System#nanoTime}
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

    /** The largest message with its attributes, and the largest request. */
    public static final int BYTES_MAX = 1 << 20;

    /** The group in which the message's order is kept, and the id by which SQS recognises a duplicate. */
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

    /** The size of one attribute as SQS's limits count it. */
    public static int bytes(String name, MessageAttributeValue value) {
        int valueBytes = value.stringValue() == null
                ? value.binaryValue().asByteArrayUnsafe().length
                : value.stringValue().getBytes(StandardCharsets.UTF_8).length;
        return name.length() + value.dataType().length() + valueBytes;
    }
}
