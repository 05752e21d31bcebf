package io.walgateway.config.settings;

import java.util.regex.Pattern;

/** Tells which settings are not shown. */
final class Secrets {
    /** Also where it is misspelled. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(pass?w|pwd|secret|token|credential|jaas).*");

    private Secrets() {}

    static boolean isSecret(String key) {
        return SECRET.matcher(key).matches();
    }
}
