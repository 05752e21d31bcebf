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

/** The headers by which a record that comes again tells its story. */
public final class RetryHeaders {
    /** How often the record has failed, as decimal digits. */
    public static final String ATTEMPTS = "wal-retry-attempts";
    /** The topic, partition and offset where it failed last, such as {@code orders/3@4711}; absent where it was never stored. */
    public static final String ORIGIN = "wal-retry-origin";
    /** What it failed with last, at most 200 characters. */
    public static final String ERROR = "wal-retry-error";

    /** When the record was first written, such as {@code 2026-01-31T12:00:00Z}; the gateway's Kafka target sets it. */
    public static final String WRITE_TIME = "wal-write-time";

    private static final int ERROR_CHARS_MAX = 200;
    /** Written anew each time, by us or by the gateway. */
    private static final Set<String> OURS =
            Set.of(ATTEMPTS, ORIGIN, ERROR, "wal-message-id", "wal-namespace", "wal-attempt", WRITE_TIME);

    private RetryHeaders() {}

    /** How often a record has failed before; 0 where it does not say. */
    public static int attempts(Headers headers) {
        Header header = headers.lastHeader(ATTEMPTS);
        if (header == null || header.value() == null) {
            return 0;
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** When a record was first written: as its header says, else its own timestamp. Empty: it does not say. */
    static Optional<Instant> writeTime(Headers headers, @Nullable Long timestamp) {
        Header header = headers.lastHeader(WRITE_TIME);
        if (header != null && header.value() != null) {
            try {
                return Optional.of(Instant.parse(new String(header.value(), StandardCharsets.UTF_8)));
            } catch (DateTimeParseException e) {
                // Another's header: the timestamp tells.
            }
        }
        return timestamp == null || timestamp < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(timestamp));
    }

    /** Those of the application, as they are. */
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
