package io.walgateway.plugin.grpc.settings;

import io.walgateway.core.access.AccessRules;
import io.walgateway.core.access.CredentialSettings;
import io.walgateway.core.access.HostPatterns;
import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.SettingValues;
import io.walgateway.core.units.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings under {@code grpc}. They name files, which are read on delivery.
 *
 * @param connectTimeout the longest time to make a connection
 * @param addressRefresh how long connections are used until the name is resolved again
 * @param inFlightMax    the most calls under way to one address at once
 * @param trusted        certificates of authorities in PEM; empty: those of the Java runtime
 * @param rules          the hosts and credentials that targets may use
 */
public record GrpcTargetSettings(
        Duration connectTimeout, Duration addressRefresh, int inFlightMax, Optional<Path> trusted, AccessRules rules) {
    public static final String TYPE = "grpc";

    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CONNECT_TIMEOUT_MIN = Duration.ofMillis(10);
    private static final Duration CONNECT_TIMEOUT_MAX = Duration.ofMinutes(1);
    private static final Duration DEFAULT_ADDRESS_REFRESH = Duration.ofMinutes(5);
    private static final Duration ADDRESS_REFRESH_MIN = Duration.ofSeconds(1);
    private static final Duration ADDRESS_REFRESH_MAX = Duration.ofDays(1);
    private static final int DEFAULT_IN_FLIGHT_MAX = 100;
    private static final int IN_FLIGHT_LIMIT = 10_000;
    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String ADDRESS_REFRESH = "address-refresh";
    private static final String IN_FLIGHT_MAX = "in-flight-max";
    private static final String TARGET_HOSTS = "target-hosts";
    private static final String TRUST_CERTIFICATES = "trust.certificates";
    private static final KnownSettings KNOWN = new KnownSettings(
            TYPE,
            Set.of(CONNECT_TIMEOUT, ADDRESS_REFRESH, IN_FLIGHT_MAX, TARGET_HOSTS, TRUST_CERTIFICATES),
            Set.of(),
            Set.of());

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException with the path of a setting that is not valid or not known
     */
    public static GrpcTargetSettings of(PluginContext context) {
        Map<String, String> settings = new TreeMap<>(context.settings());
        settings.keySet().removeIf(key -> key.startsWith(CredentialSettings.PREFIX));
        KNOWN.require(settings);
        return new GrpcTargetSettings(
                duration(settings, CONNECT_TIMEOUT, CONNECT_TIMEOUT_MIN, CONNECT_TIMEOUT_MAX, DEFAULT_CONNECT_TIMEOUT),
                duration(settings, ADDRESS_REFRESH, ADDRESS_REFRESH_MIN, ADDRESS_REFRESH_MAX, DEFAULT_ADDRESS_REFRESH),
                given(settings, IN_FLIGHT_MAX)
                        .map(text -> SettingValues.integer(path(IN_FLIGHT_MAX), text, 1, IN_FLIGHT_LIMIT))
                        .orElse(DEFAULT_IN_FLIGHT_MAX),
                given(settings, TRUST_CERTIFICATES).map(text -> SettingValues.file(path(TRUST_CERTIFICATES), text)),
                new AccessRules(TYPE, hosts(settings), CredentialSettings.read(TYPE, context.settings())));
    }

    private static HostPatterns hosts(Map<String, String> settings) {
        return given(settings, TARGET_HOSTS)
                .map(text -> HostPatterns.parse(text)
                        .orElseThrow(() -> SettingValues.invalid(path(TARGET_HOSTS), text, HostPatterns.EXPECTED)))
                .orElse(HostPatterns.ALL);
    }

    private static Duration duration(
            Map<String, String> settings, String key, Duration min, Duration max, Duration fallback) {
        return given(settings, key)
                .map(text -> Durations.require(path(key), text, min, max))
                .orElse(fallback);
    }

    private static Optional<String> given(Map<String, String> settings, String key) {
        return Optional.ofNullable(settings.get(key));
    }

    private static String path(String key) {
        return TYPE + "." + key;
    }
}
