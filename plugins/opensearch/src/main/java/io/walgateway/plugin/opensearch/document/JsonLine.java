package io.walgateway.plugin.opensearch.document;

import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.opensearch.address.UnfitMessageException;

/**
 * A payload in one line. The line breaks between its tokens become spaces, and no other byte changes. The server, which
 * parses the payload anyway, judges whether it is JSON.
 */
final class JsonLine {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private JsonLine() {}

    static Bytes of(Bytes payload) throws UnfitMessageException {
        byte[] bytes = payload.unsafeArray();
        int start = start(bytes);
        if (start == bytes.length || bytes[start] != '{') {
            throw new UnfitMessageException("payload: " + bytes.length + " bytes (expected: one JSON object in UTF-8)");
        }
        int lineBreak = lineBreak(bytes, start);
        if (start == 0 && lineBreak == bytes.length) {
            return payload;
        }
        byte[] line = new byte[bytes.length - start];
        System.arraycopy(bytes, start, line, 0, line.length);
        join(line);
        return Bytes.wrap(line);
    }

    /** The first byte that is neither of a byte order mark nor white space. */
    private static int start(byte[] bytes) {
        int start = startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        while (start < bytes.length && isSpace(bytes[start])) {
            start++;
        }
        return start;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    private static int lineBreak(byte[] bytes, int start) {
        int at = start;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** JSON allows no line break inside a string; a space in its place would change the text. */
    private static void join(byte[] line) throws UnfitMessageException {
        boolean inString = false;
        for (int at = 0; at < line.length; at++) {
            switch (line[at]) {
                case '"' -> inString = !inString;
                case '\\' -> at += inString && at + 1 < line.length && line[at + 1] != '\n' ? 1 : 0;
                case '\n' -> {
                    if (inString) {
                        throw new UnfitMessageException(
                                "payload: a line break inside a string, at byte " + at + " (expected: \\n)");
                    }
                    line[at] = ' ';
                }
                default -> {
                    // No other byte ends a line or a string.
                }
            }
        }
    }
}
