package io.walgateway.core.plugin;

/**
 * What is wrong with one value, and what was expected in its place.
 *
 * @param path        where the value stands, relative to what was checked: a JSON pointer in documents, a dotted path in
 *                    settings and requests
 * @param value       the value as it was given, shortened; {@code absent} where there is none
 * @param expectation what would have been right, such as {@code >= 1}
 */
public record Violation(String path, String value, String expectation) {

    /** The same violation, seen from further up. */
    public Violation under(String prefix) {
        return new Violation(prefix + path, value, expectation);
    }

    /** {@code path: value (expected: expectation)}. */
    @Override
    public String toString() {
        return path + ": " + value + " (expected: " + expectation + ")";
    }
}
