package io.walgateway.core.plugin;

import io.walgateway.core.text.Printable;

/** Names and values of addresses as violations show them: short, and safe to print. */
public final class Shown {
    private static final int CHARS_MAX = 60;

    private Shown() {}

    /** A value that is not secret. */
    public static String value(String value) {
        return value.isEmpty() ? "empty" : Printable.of(value, CHARS_MAX);
    }

    /** A property as a JSON pointer. */
    public static String pointer(String property) {
        return "/" + Printable.of(property, CHARS_MAX).replace("~", "~0").replace("/", "~1");
    }
}
