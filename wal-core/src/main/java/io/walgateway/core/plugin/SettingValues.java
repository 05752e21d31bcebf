package io.walgateway.core.plugin;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Parses the values of a plugin's settings, and refuses those that do not fit. Paths begin with the plugin's type. */
public final class SettingValues {

    private SettingValues() {}

    /** The path of a file, which need not exist. */
    public static Path file(String path, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(path + ": no path (expected: the path of a file)", e);
        }
    }

    /** A whole number within bounds. */
    public static int integer(String path, String text, int min, int max) {
        String expectation = min + " to " + max;
        try {
            int given = Integer.parseInt(text);
            if (given < min || given > max) {
                throw invalid(path, text, expectation);
            }
            return given;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(invalid(path, text, expectation).getMessage(), e);
        }
    }

    /** {@code path: value (expected: expectation)}. */
    public static IllegalArgumentException invalid(String path, String value, String expectation) {
        return new IllegalArgumentException(path + ": " + value + " (expected: " + expectation + ")");
    }
}
