package io.walgateway.core.plugin;

/**
 * An invalid value, and what was expected instead.
 *
 * @param path        where the value is, relative to what was checked: a JSON pointer in documents, a dotted path in
 *                    settings and requests
 * @param value       the value as it was given, shortened; {@code absent} if there is none
 * @param expectation what would have been valid, such as {@code >= 1}
 */
public record Violation(String path, String value, String expectation) {

    /** The same violation with its path below this prefix. */
    public Violation under(String prefix) {
        return new Violation(prefix + path, value, expectation);
    }

    /** {@code path: value (expected: expectation)}. */
    @Override
    public String toString() {
        return path + ": " + value + " (expected: " + expectation + ")";
    }
}
