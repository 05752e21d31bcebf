package io.walgateway.example.keyvalue.request;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.walgateway.proto.kv.v1.PagePosition;
import io.walgateway.proto.kv.v1.Selection;
import java.util.Optional;

/**
 * Which page of an answer is asked for.
 *
 * @param bytesMax the page ends with the item that reaches this
 * @param after    the last item of the page before
 * @param keysOnly without values and metadata
 * @param question what the pages answer: a token only goes on with the request that it comes from
 */
public record Page(int bytesMax, Optional<Position> after, boolean keysOnly, int question) {
    public static final int BYTES_DEFAULT = 1 << 20;
    public static final int BYTES_MAX = 4 << 20;
    private static final String TOKEN = "selection.page_token";
    private static final String TOKEN_EXPECTED = "the next_page_token of the page before, with the same request";

    /** An item's place. */
    public record Position(String id, ByteString key) {}

    /**
     * The page that a request asks for.
     *
     * @param question the request without its selection
     */
    public static Page of(Selection selection, MessageLite question) {
        int bytes = selection.getPageBytes();
        if (bytes < 0 || bytes > BYTES_MAX) {
            throw Refusals.invalid(
                    "selection.page_bytes", Integer.toUnsignedString(bytes), "1 to " + BYTES_MAX + ", or 0");
        }
        int fingerprint = question.toByteString().hashCode();
        return new Page(
                bytes == 0 ? BYTES_DEFAULT : bytes,
                selection.getPageToken().isEmpty()
                        ? Optional.empty()
                        : Optional.of(position(selection.getPageToken(), fingerprint)),
                selection.getKeysOnly(),
                fingerprint);
    }

    /** The token by which the page after this item is asked for. */
    public ByteString tokenAfter(Position last) {
        return PagePosition.newBuilder()
                .setId(last.id())
                .setKey(last.key())
                .setQuestion(question)
                .build()
                .toByteString();
    }

    private static Position position(ByteString token, int fingerprint) {
        try {
            PagePosition position = PagePosition.parseFrom(token);
            if (position.getQuestion() == fingerprint) {
                return new Position(position.getId(), position.getKey());
            }
        } catch (InvalidProtocolBufferException e) {
            // Refused below, as a token of another request is.
        }
        throw Refusals.invalid(TOKEN, token.size() + " bytes", TOKEN_EXPECTED);
    }
}
