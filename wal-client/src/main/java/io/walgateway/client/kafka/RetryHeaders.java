package io.walgateway.client.kafka;

import com.google.protobuf.ByteString;
import io.walgateway.proto.v1.KafkaHeader;
import io.walgateway.proto.v1.KafkaTarget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers that tell the history of a retried record. */
public final class RetryHeaders {
    /** How often the record has failed, as decimal digits. */
    public static final String ATTEMPTS = "wal-retry-attempts";
    /** The place of its last failure, topic/partition@offset, such as {@code orders/3@4711}; absent if never stored. */
    public static final String ORIGIN = "wal-retry-origin";
    /** The error of its last failure, at most 200 characters. */
    public static final String ERROR = "wal-retry-error";

    /** When the record was first written, such as {@code 2026-01-31T12:00:00Z}; the gateway's Kafka target sets it. */
    public static final String WRITE_TIME = "wal-write-time";

    private static final int ERROR_CHARS_MAX = 200;
    /** Headers that this client or the gateway writes anew each time. */
    private static final Set<String> OURS =
            Set.of(ATTEMPTS, ORIGIN, ERROR, "wal-message-id", "wal-namespace", "wal-attempt", WRITE_TIME);

    private RetryHeaders() {}

    /** How often a record has failed before; 0 if its headers do not say. */
    public static int attempts(Headers headers) {
        Header header = headers.lastHeader(ATTEMPTS);
        if (header == null || header.value() == null) {
            return 0;
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** When a record was first written: by its header, else by its own timestamp. Empty: neither says. */
    static Optional<Instant> writeTime(Headers headers, @Nullable Long timestamp) {
        Header header = headers.lastHeader(WRITE_TIME);
        if (header != null && header.value() != null) {
            try {
                return Optional.of(Instant.parse(new String(header.value(), StandardCharsets.UTF_8)));
            } catch (DateTimeParseException e) {
                // The header is another application's: the timestamp tells.
            }
        }
        return timestamp == null || timestamp < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(timestamp));
    }

    /** Copies the application's headers as they are. */
    static void copy(Headers headers, KafkaTarget.Builder target) {
        for (Header header : headers) {
            if (!OURS.contains(header.key())) {
                KafkaHeader.Builder copy = KafkaHeader.newBuilder().setKey(header.key());
                if (header.value() != null) {
                    copy.setValue(ByteString.copyFrom(header.value()));
                }
                target.addHeaders(copy);
            }
        }
    }

    static KafkaHeader of(String key, String value) {
        return KafkaHeader.newBuilder()
                .setKey(key)
                .setValue(ByteString.copyFromUtf8(value))
                .build();
    }

    static KafkaHeader error(Throwable failure) {
        String text = failure.toString();
        return of(ERROR, text.length() <= ERROR_CHARS_MAX ? text : text.substring(0, ERROR_CHARS_MAX));
    }
}
