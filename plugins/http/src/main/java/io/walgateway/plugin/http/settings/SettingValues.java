package io.walgateway.plugin.http.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Parses the values of settings, and refuses those that do not fit. */
final class SettingValues {
    static final String TYPE = "http";

    private SettingValues() {}

    static Path file(String path, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(path + ": no path (expected: the path of a file)", e);
        }
    }

    static IllegalArgumentException invalid(String path, String value, String expectation) {
        return new IllegalArgumentException(path + ": " + value + " (expected: " + expectation + ")");
    }
}
