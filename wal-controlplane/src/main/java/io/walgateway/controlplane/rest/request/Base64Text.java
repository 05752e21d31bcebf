package io.walgateway.controlplane.rest.request;

import java.util.Base64;

/** Base64 in its one spelling: the JDK's decoder also takes texts that it would never write. */
final class Base64Text {

    private Base64Text() {}

    /**
     * The bytes.
     *
     * @throws IllegalArgumentException when padding is missing, or bits are set behind the last byte
     */
    static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not as base64 is written");
        }
        return bytes;
    }
}
