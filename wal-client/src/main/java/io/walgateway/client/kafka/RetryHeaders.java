package io.walgateway.client.kafka;

import com.google.protobuf.ByteString;
import io.walgateway.proto.v1.KafkaHeader;
import io.walgateway.proto.v1.KafkaTarget;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The headers by which a record that comes again tells its story. */
public final class RetryHeaders {
    /** How often the record has failed, as decimal digits. */
    public static final String ATTEMPTS = "wal-retry-attempts";
    /** The topic, partition and offset where it failed last, such as {@code orders/3@4711}; absent where it was never stored. */
    public static final String ORIGIN = "wal-retry-origin";
    /** What it failed with last, at most 200 characters. */
    public static final String ERROR = "wal-retry-error";

    private static final int ERROR_CHARS_MAX = 200;
    /** Written anew each time, by us or by the gateway. */
    private static final Set<String> OURS =
            Set.of(ATTEMPTS, ORIGIN, ERROR, "wal-message-id", "wal-namespace", "wal-attempt");

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
