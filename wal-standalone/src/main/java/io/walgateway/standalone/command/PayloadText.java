package io.walgateway.standalone.command;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as a person reads them. */
public final class PayloadText {

    /** Of what is larger nobody reads more on a terminal, and this process has a small heap. */
    private static final int BYTES_MAX = 1 << 20;

    private static final int BEGINNING_BYTES = 60;

    private PayloadText() {}

    /**
     * As they are where they are text, else in base64 after {@code base64:}; {@code (none)} for null. Of more than 1 MiB, the
     * number and the beginning.
     */
    public static String of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "(none)";
        }
        if (bytes.length > BYTES_MAX) {
            byte[] beginning = Arrays.copyOf(bytes, BEGINNING_BYTES);
            return bytes.length + " bytes, beginning with base64:"
                    + Base64.getEncoder().encodeToString(beginning);
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
