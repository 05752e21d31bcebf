package io.walgateway.controlplane.rest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of header fields outside ASCII (RFC 8187): {@code Wal-Author*: UTF-8''J%C3%BCrgen}. */
final class ExtendedValue {
    static final String EXPECTATION = "UTF-8'' and the text in UTF-8, percent-encoded (RFC 8187)";

    private static final Pattern VALUE =
            Pattern.compile("(?i:UTF-8)'[A-Za-z0-9-]*'((?:%[0-9A-Fa-f]{2}|[A-Za-z0-9!#$&+.^_`|~-])*+)");

    private ExtendedValue() {}

    /** The text; empty: this is no such value. */
    static Optional<String> decode(String value) {
        Matcher parts = VALUE.matcher(value);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String encoded = parts.group(1);
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
