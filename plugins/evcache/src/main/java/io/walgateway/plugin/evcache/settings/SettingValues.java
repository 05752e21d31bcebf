package io.walgateway.plugin.evcache.settings;

/** Refuses the values of settings that do not fit. */
final class SettingValues {
    static final String TYPE = "evcache";

    private SettingValues() {}

    static IllegalArgumentException invalid(String path, String value, String expectation) {
        return new IllegalArgumentException(TYPE + "." + path + ": " + value + " (expected: " + expectation + ")");
    }
}
