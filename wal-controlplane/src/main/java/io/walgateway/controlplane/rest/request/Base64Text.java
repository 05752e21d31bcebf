package io.walgateway.controlplane.rest.request;

import java.util.Base64;

/** Base64 in its one canonical spelling: the JDK's decoder also accepts texts that its encoder would never write. */
final class Base64Text {

    private Base64Text() {}

    /**
     * Decodes the text.
     *
     * @throws IllegalArgumentException when padding is missing, or bits are set after the last byte
     */
    static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not as base64 is written");
        }
        return bytes;
    }
}
