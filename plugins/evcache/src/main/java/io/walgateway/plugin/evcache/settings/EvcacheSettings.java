package io.walgateway.plugin.evcache.settings;

import io.walgateway.core.access.CallerTls;
import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.SettingValues;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings under {@code evcache}.
 *
 * @param connectTimeout the longest time until a node has accepted a connection and answered on it
 * @param answerTimeout  the longest time without an answer before a connection is given up
 * @param inFlightMax    the most requests under way to one node at once
 * @param clusters       by name
 * @param tls            empty: nothing is encrypted
 */
public record EvcacheSettings(
        Duration connectTimeout,
        Duration answerTimeout,
        int inFlightMax,
        Map<String, ClusterSettings> clusters,
        Optional<TlsTerms> tls) {
    /** The name under which documents, requests and settings ask for EVCache. */
    public static final String TYPE = ClusterSettings.TYPE;

    static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);
    static final Duration DEFAULT_ANSWER_TIMEOUT = Duration.ofSeconds(3);
    static final int DEFAULT_IN_FLIGHT_MAX = 1_000;
    private static final int IN_FLIGHT_LIMIT = 100_000;
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(10);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(1);
    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String ANSWER_TIMEOUT = "answer-timeout";
    private static final String IN_FLIGHT_MAX = "in-flight-max";
    private static final KnownSettings KNOWN = new KnownSettings(
            TYPE,
            Stream.concat(Stream.of(CONNECT_TIMEOUT, ANSWER_TIMEOUT, IN_FLIGHT_MAX), CallerTls.KEYS.stream())
                    .collect(Collectors.toUnmodifiableSet()),
            Set.of(),
            Set.of(ClusterSettings.ZONES_PREFIX));

    public EvcacheSettings {
        clusters = Map.copyOf(clusters);
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException with the path of a setting that is not valid or not known
     */
    public static EvcacheSettings of(PluginContext context) {
        Map<String, String> settings = context.settings();
        KNOWN.require(settings);
        return new EvcacheSettings(
                timeout(settings, CONNECT_TIMEOUT, DEFAULT_CONNECT_TIMEOUT),
                timeout(settings, ANSWER_TIMEOUT, DEFAULT_ANSWER_TIMEOUT),
                Optional.ofNullable(settings.get(IN_FLIGHT_MAX))
                        .map(EvcacheSettings::inFlightMax)
                        .orElse(DEFAULT_IN_FLIGHT_MAX),
                ClusterSettings.all(settings),
                CallerTls.read(TYPE, key -> Optional.ofNullable(settings.get(key))));
    }

    private static Duration timeout(Map<String, String> settings, String key, Duration otherwise) {
        return Optional.ofNullable(settings.get(key))
                .map(text -> Durations.require(TYPE + "." + key, text, TIMEOUT_MIN, TIMEOUT_MAX))
                .orElse(otherwise);
    }

    private static int inFlightMax(String text) {
        if (!text.matches("[1-9][0-9]{0,5}") || Integer.parseInt(text) > IN_FLIGHT_LIMIT) {
            throw SettingValues.invalid(TYPE + "." + IN_FLIGHT_MAX, text, "1 to " + IN_FLIGHT_LIMIT);
        }
        return Integer.parseInt(text);
    }
}
