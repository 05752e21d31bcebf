package io.walgateway.config.document.node;

import java.util.Optional;

/**
 * A problem with one value of a document.
 *
 * @param pointer         JSON pointer to the value, in the document's own spelling; empty: the document as a whole
 * @param value           the value as JSON, shortened; {@code absent} if there is none
 * @param expectation     what would have been valid
 * @param nearestKnownKey for an unknown key: the one that was probably meant
 */
public record DocumentProblem(String pointer, String value, String expectation, Optional<String> nearestKnownKey) {

    public DocumentProblem(String pointer, String value, String expectation) {
        this(pointer, value, expectation, Optional.empty());
    }

    /** {@code pointer: value (expected: expectation)}. */
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "document" : pointer) + ": " + value + " (expected: " + expectation
                + nearestKnownKey.map(key -> "; nearest known key: " + key).orElse("") + ")";
    }
}
