package io.walgateway.config.settings;

import java.util.regex.Pattern;

/** Decides which settings are not shown. */
final class Secrets {
    /** Matches misspelt keys too. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(pass?w|pwd|secret|token|credential|jaas).*");

    private Secrets() {}

    static boolean isSecret(String key) {
        return SECRET.matcher(key).matches();
    }
}
