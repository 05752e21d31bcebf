package io.walgateway.client.receiver;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message, delivered. The gateway waits for the outcome until the deadline of {@code io.grpc.Context.current()}.
 *
 * @param messageId   a UUID; the same at each delivery of the message
 * @param payload     as it was written
 * @param orderingKey empty: none
 * @param writeTime   when the change was made; shows which of two writes is newer
 * @param attempt     from 1
 * @param headers     those that came with the message, in their order; names may repeat
 */
public record Delivery(
        String messageId,
        String namespace,
        ByteString payload,
        ByteString orderingKey,
        Instant writeTime,
        int attempt,
        List<Header> headers) {
    public Delivery {
        headers = List.copyOf(headers);
    }

    /**
     * A header that came with a message.
     *
     * @param value empty: a header without a value
     */
    public record Header(String name, Optional<ByteString> value) {}

    /** The payload as UTF-8. */
    public String text() {
        return payload.toStringUtf8();
    }
}
