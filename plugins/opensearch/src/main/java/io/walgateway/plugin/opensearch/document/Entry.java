package io.walgateway.plugin.opensearch.document;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.plugin.opensearch.address.IndexAddress;
import io.walgateway.plugin.opensearch.address.Operation;
import io.walgateway.plugin.opensearch.address.Place;
import io.walgateway.plugin.opensearch.address.UnfitMessageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A message as an entry of a bulk request.
 *
 * @param index  where it goes
 * @param action the line that says what to do
 * @param source the document in one line; empty: it is deleted
 */
public record Entry(String index, Bytes action, Bytes source) {
    /** The longest id and routing that OpenSearch accepts. */
    static final int ID_BYTES_MAX = 512;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /**
     * Makes the entry of a message.
     *
     * @throws UnfitMessageException when the message has no id where the address expects one, or its payload cannot be
     *                               a document
     */
    public static Entry of(IndexAddress address, Message message) throws UnfitMessageException {
        String index = address.index().at(message.lifecycle().writeTime());
        boolean deletes = message.payload().isEmpty() || address.operation() == Operation.DELETE;
        String id = text("id", address.id(), message);
        Optional<String> routing = Optional.empty();
        if (address.routing().isPresent()) {
            routing = Optional.of(text("routing", address.routing().get(), message));
        }
        String action = "{\"" + (deletes ? "delete" : "index") + "\":{"
                + (address.index().isFixed() ? "" : "\"_index\":" + quoted(index) + ",")
                + "\"_id\":" + quoted(id)
                + routing.map(given -> ",\"routing\":" + quoted(given)).orElse("")
                + ",\"version\":" + version(message.lifecycle().writeTime())
                + ",\"version_type\":\"external_gte\"}}";
        return new Entry(index, Bytes.utf8(action), deletes ? Bytes.EMPTY : JsonLine.of(message.payload()));
    }

    public void writeTo(ByteArrayOutputStream body) {
        body.writeBytes(action.unsafeArray());
        body.write('\n');
        if (!source.isEmpty()) {
            body.writeBytes(source.unsafeArray());
            body.write('\n');
        }
    }

    /** The bytes that {@link #writeTo} writes. */
    public int bytes() {
        return action.size() + source.size() + 2;
    }

    /** Nanoseconds since 1970: as exact as a write time, and within 63 bits until 2262. */
    static long version(Instant writeTime) throws UnfitMessageException {
        try {
            long nanos = Math.addExact(
                    Math.multiplyExact(writeTime.getEpochSecond(), NANOS_PER_SECOND), writeTime.getNano());
            if (nanos >= 0) {
                return nanos;
            }
        } catch (ArithmeticException e) {
            // Reported below, like a time before 1970.
        }
        throw new UnfitMessageException("write time: " + writeTime + " (expected: 1970 to 2262, to be a version)");
    }

    private static String text(String name, Place place, Message message) throws UnfitMessageException {
        String text = switch (place) {
            case Place.MessageId _ -> message.id().toString();
            case Place.OrderingKey _ -> key(name, message.orderingKey());
            case Place.Member member -> Member.find(message.payload(), member);
        };
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > ID_BYTES_MAX) {
            throw new UnfitMessageException(
                    name + ": " + bytes + " bytes (expected: 1 to " + ID_BYTES_MAX + ", as OpenSearch accepts)");
        }
        return text;
    }

    private static String key(String name, Bytes key) throws UnfitMessageException {
        if (key.isEmpty()) {
            throw new UnfitMessageException(name + ": no ordering key (expected: one, for {key})");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key.unsafeArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnfitMessageException(name + ": an ordering key of " + key.size() + " bytes (expected: UTF-8)");
        }
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
    }
}
