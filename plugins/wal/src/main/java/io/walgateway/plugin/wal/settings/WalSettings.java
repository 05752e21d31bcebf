package io.walgateway.plugin.wal.settings;

import io.walgateway.core.access.CallerTls;
import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings under {@code wal}.
 *
 * @param connectTimeout the longest time to make a connection
 * @param inFlightMax    the most writes under way to one namespace of one gateway
 * @param tls            empty: writes are not encrypted
 */
public record WalSettings(Duration connectTimeout, int inFlightMax, Optional<TlsTerms> tls) {
    public static final String TYPE = "wal";

    static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);
    static final int DEFAULT_IN_FLIGHT_MAX = 1_024;
    /** As many as a server leaves unanswered before it reads no further. */
    private static final int IN_FLIGHT_LIMIT = 4_096;

    private static final Duration CONNECT_TIMEOUT_MIN = Duration.ofMillis(10);
    private static final Duration CONNECT_TIMEOUT_MAX = Duration.ofMinutes(1);
    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String IN_FLIGHT_MAX = "in-flight-max";
    private static final KnownSettings KNOWN = new KnownSettings(
            TYPE,
            Stream.concat(Stream.of(CONNECT_TIMEOUT, IN_FLIGHT_MAX), CallerTls.KEYS.stream())
                    .collect(Collectors.toUnmodifiableSet()),
            Set.of(),
            Set.of());

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException with the path of a setting that is not valid or not known
     */
    public static WalSettings of(PluginContext context) {
        Map<String, String> settings = context.settings();
        KNOWN.require(settings);
        return new WalSettings(
                Optional.ofNullable(settings.get(CONNECT_TIMEOUT))
                        .map(text -> Durations.require(
                                TYPE + "." + CONNECT_TIMEOUT, text, CONNECT_TIMEOUT_MIN, CONNECT_TIMEOUT_MAX))
                        .orElse(DEFAULT_CONNECT_TIMEOUT),
                Optional.ofNullable(settings.get(IN_FLIGHT_MAX))
                        .map(WalSettings::inFlightMax)
                        .orElse(DEFAULT_IN_FLIGHT_MAX),
                CallerTls.read(TYPE, key -> Optional.ofNullable(settings.get(key))));
    }

    private static int inFlightMax(String text) {
        if (text.matches("[0-9]{1,4}")) {
            int given = Integer.parseInt(text);
            if (given >= 1 && given <= IN_FLIGHT_LIMIT) {
                return given;
            }
        }
        throw new IllegalArgumentException(
                TYPE + "." + IN_FLIGHT_MAX + ": " + text + " (expected: 1 to " + IN_FLIGHT_LIMIT + ")");
    }
}
