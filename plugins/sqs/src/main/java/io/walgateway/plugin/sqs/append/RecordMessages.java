package io.walgateway.plugin.sqs.append;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.QueueEntry;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Converts between entries and messages. The record is the body, in Base64, because SQS accepts only text; the key is
 * an attribute. A record has at most 786,432 bytes, three quarters of a MiB, less three quarters of the size of its
 * key's attribute.
 */
public final class RecordMessages {
    public static final String KEY = "wal-key";

    private static final int KEY_OVERHEAD_BYTES = KEY.length() + "Binary".length();
    /** SQS drops an id that it has seen within five minutes, so each append has a new one, even a repeated one. */
    private static final String PROCESS = UUID.randomUUID().toString();

    private static final AtomicLong APPENDS = new AtomicLong();

    private RecordMessages() {}

    /** The largest record with a key of this many bytes. */
    public static int recordBytesMax(int keyBytes) {
        int attributes = keyBytes == 0 ? 0 : keyBytes + KEY_OVERHEAD_BYTES;
        return (PendingSend.BYTES_MAX - attributes) / 4 * 3;
    }

    static PendingSend toSend(QueueEntry entry, boolean fifo) {
        Map<String, MessageAttributeValue> attributes =
                entry.key().isEmpty() ? Map.of() : Map.of(KEY, binary(entry.key()));
        String body = Base64.getEncoder().encodeToString(entry.record().unsafeArray());
        Optional<PendingSend.FifoPlace> place = fifo
                ? Optional.of(new PendingSend.FifoPlace(
                        MessageGroups.of(entry.key(), entry.id()),
                        PROCESS + "-" + Long.toString(APPENDS.incrementAndGet(), Character.MAX_RADIX)))
                : Optional.empty();
        return PendingSend.of(body, attributes, place, entry.due());
    }

    /** The record. A body that is not Base64 is not the gateway's, and is returned as it is for others to reject. */
    public static Bytes record(Message message) {
        try {
            return Bytes.wrap(Base64.getDecoder().decode(message.body()));
        } catch (IllegalArgumentException e) {
            return Bytes.utf8(message.body());
        }
    }

    public static Bytes key(Message message) {
        MessageAttributeValue key = message.messageAttributes().get(KEY);
        return key == null || key.binaryValue() == null
                ? Bytes.EMPTY
                : Bytes.wrap(key.binaryValue().asByteArray());
    }

    private static MessageAttributeValue binary(Bytes bytes) {
        return MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromByteArrayUnsafe(bytes.unsafeArray()))
                .build();
    }
}
