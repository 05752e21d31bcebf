package io.walgateway.plugin.kafka.target;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record's headers as one property of a target: {@code KEY:VALUE,KEY:VALUE}, each part in Base64. A header without a
 * value has no colon.
 */
public final class HeaderText {
    static final int HEADERS_MAX = 100;
    static final int CHARS_MAX = 24 << 10;
    public static final String EXPECTATION =
            "KEY:VALUE,... in Base64, at most " + HEADERS_MAX + " headers and " + CHARS_MAX + " characters";

    private HeaderText() {}

    public static boolean isLegal(String text) {
        try {
            return text.length() <= CHARS_MAX && parse(text).size() <= HEADERS_MAX;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The headers in their order.
     *
     * @throws IllegalArgumentException when the text has another format
     */
    static List<Header> parse(String text) {
        List<Header> headers = new ArrayList<>();
        if (text.isEmpty()) {
            return headers;
        }
        for (String header : text.split(",", -1)) {
            int colon = header.indexOf(':');
            String key = text(colon < 0 ? header : header.substring(0, colon));
            headers.add(
                    new RecordHeader(key, colon < 0 ? null : Base64.getDecoder().decode(header.substring(colon + 1))));
        }
        return headers;
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
