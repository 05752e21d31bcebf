package io.walgateway.standalone.command;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Formats bytes for a person. */
public final class PayloadText {

    /** Larger payloads are shortened: a person would not read them on a terminal, and this process has a small heap. */
    private static final int BYTES_MAX = 1 << 20;

    private static final int BEGINNING_BYTES = 60;

    private PayloadText() {}

    /**
     * Returns text as it is, other bytes in base64 after {@code base64:}, and {@code (none)} for null. Of more than 1
     * MiB, returns the number of bytes and the beginning.
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
            // Not text, so it is shown in base64.
        }
        return "base64:" + Base64.getEncoder().encodeToString(bytes);
    }

    private static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) || Character.isWhitespace(codePoint);
    }
}
