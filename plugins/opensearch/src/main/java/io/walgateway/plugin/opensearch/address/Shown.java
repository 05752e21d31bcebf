package io.walgateway.plugin.opensearch.address;

import io.walgateway.core.text.Printable;

/** Names and values as violations show them: short, and safe to print. */
final class Shown {
    private static final int CHARS_MAX = 60;

    private Shown() {}

    static String value(String value) {
        return value.isEmpty() ? "empty" : Printable.of(value, CHARS_MAX);
    }

    /** A property as a JSON pointer. */
    static String pointer(String property) {
        return "/" + Printable.of(property, CHARS_MAX).replace("~", "~0").replace("/", "~1");
    }
}
