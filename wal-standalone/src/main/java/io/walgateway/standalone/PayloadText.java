package io.walgateway.standalone;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as a person reads them. */
final class PayloadText {

    private PayloadText() {}

    /** As they are where they are text, else in base64 after {@code base64:}; {@code (none)} for null. */
    static String of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "(none)";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.codePoints().allMatch(PayloadText::isPrintable)) {
                return text;
            }
        } catch (CharacterCodingException notText) {
            // Then it is shown as what it is.
        }
        return "base64:" + Base64.getEncoder().encodeToString(bytes);
    }

    private static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) || Character.isWhitespace(codePoint);
    }
}
