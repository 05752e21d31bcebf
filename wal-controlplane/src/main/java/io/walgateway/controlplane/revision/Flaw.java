package io.walgateway.controlplane.revision;

import java.util.Optional;

/**
 * What is wrong with one value of a request.
 *
 * @param pointer         a JSON pointer into the document; for headers and parameters their name
 * @param value           as it was given, shortened
 * @param expected        what would have been right
 * @param nearestKnownKey for an unknown key: the known key that is most similar to it
 */
public record Flaw(String pointer, String value, String expected, Optional<String> nearestKnownKey) {

    public static Flaw of(String pointer, String value, String expected) {
        return new Flaw(pointer, value, expected, Optional.empty());
    }
}
