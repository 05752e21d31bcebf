package io.walgateway.plugin.opensearch.target;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Retry-After} in seconds, as proxies before a cluster write it; a cluster itself gives none. */
final class AskedPause {
    static final Duration MAX = Duration.ofMinutes(10);
    static final Duration MIN = Duration.ofMillis(100);
    static final Duration DEFAULT = Duration.ofSeconds(1);

    private static final Pattern SECONDS = Pattern.compile("\\s*([0-9]{1,9})\\s*");

    private AskedPause() {}

    /** The time to wait: within {@link #MIN} and {@link #MAX}; {@link #DEFAULT} where the text is absent or invalid. */
    static Duration of(Optional<String> text) {
        return text.map(SECONDS::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Duration.ofSeconds(Integer.parseInt(matcher.group(1))))
                .map(AskedPause::bounded)
                .orElse(DEFAULT);
    }

    private static Duration bounded(Duration asked) {
        if (asked.compareTo(MIN) < 0) {
            return MIN;
        }
        return asked.compareTo(MAX) > 0 ? MAX : asked;
    }
}
