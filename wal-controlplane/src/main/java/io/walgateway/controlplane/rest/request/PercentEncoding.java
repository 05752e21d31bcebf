package io.walgateway.controlplane.rest.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text in UTF-8 with {@code %} and two hexadecimal digits for a byte (RFC 3986). */
final class PercentEncoding {
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2}|[^%\\x00-\\x20\\x7f-\\uffff])*+");

    private PercentEncoding() {}

    /** The text; empty: the input is not encoded like this, or its bytes are not UTF-8. */
    static Optional<String> decode(String encoded) {
        if (!ENCODED.matcher(encoded).matches()) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            boolean escaped = encoded.charAt(i) == '%';
            bytes.write(escaped ? Integer.parseInt(encoded, i + 1, i + 3, 16) : encoded.charAt(i));
            i += escaped ? 2 : 0;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
