package io.walgateway.plugin.sqs.target;

import io.walgateway.core.message.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The characters that SQS accepts in a body: those of XML 1.0. */
final class SqsText {
    private SqsText() {}

    /** The bytes as text, if they are UTF-8 and SQS accepts each character. */
    static Optional<String> of(Bytes bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.unsafeArray()))
                    .toString();
            return text.codePoints().allMatch(SqsText::isTaken) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isTaken(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
