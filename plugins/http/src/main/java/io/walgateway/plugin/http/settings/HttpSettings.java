package io.walgateway.plugin.http.settings;

import io.walgateway.core.access.AccessRules;
import io.walgateway.core.access.CredentialSettings;
import io.walgateway.core.access.Credentials;
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
 * The settings under {@code http}. They name files, which are read on delivery.
 *
 * @param connectTimeout the longest time to make a connection
 * @param inFlightMax    the most requests under way to one origin at once
 * @param targetHosts    the hosts to which requests may go
 * @param trusted        certificates of authorities in PEM; empty: those of the Java runtime
 * @param credentials    by name
 */
public record HttpSettings(
        Duration connectTimeout,
        int inFlightMax,
        HostPatterns targetHosts,
        Optional<Path> trusted,
        Map<String, Credentials> credentials) {
    public static final String TYPE = "http";

    static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);
    static final int DEFAULT_IN_FLIGHT_MAX = 100;
    private static final int IN_FLIGHT_LIMIT = 10_000;
    private static final Duration CONNECT_TIMEOUT_MIN = Duration.ofMillis(10);
    private static final Duration CONNECT_TIMEOUT_MAX = Duration.ofMinutes(1);
    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String IN_FLIGHT_MAX = "in-flight-max";
    private static final String TARGET_HOSTS = "target-hosts";
    private static final String TRUST_CERTIFICATES = "trust.certificates";
    private static final KnownSettings KNOWN = new KnownSettings(
            TYPE, Set.of(CONNECT_TIMEOUT, IN_FLIGHT_MAX, TARGET_HOSTS, TRUST_CERTIFICATES), Set.of(), Set.of());

    public HttpSettings {
        credentials = Map.copyOf(credentials);
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException with the path of a setting that is not valid or not known
     */
    public static HttpSettings of(PluginContext context) {
        Map<String, String> settings = new TreeMap<>(context.settings());
        Map<String, Credentials> credentials = CredentialSettings.read(TYPE, settings);
        settings.keySet().removeIf(key -> key.startsWith(CredentialSettings.PREFIX));
        KNOWN.require(settings);
        return new HttpSettings(
                Optional.ofNullable(settings.get(CONNECT_TIMEOUT))
                        .map(text -> Durations.require(
                                TYPE + "." + CONNECT_TIMEOUT, text, CONNECT_TIMEOUT_MIN, CONNECT_TIMEOUT_MAX))
                        .orElse(DEFAULT_CONNECT_TIMEOUT),
                Optional.ofNullable(settings.get(IN_FLIGHT_MAX))
                        .map(text -> SettingValues.integer(TYPE + "." + IN_FLIGHT_MAX, text, 1, IN_FLIGHT_LIMIT))
                        .orElse(DEFAULT_IN_FLIGHT_MAX),
                Optional.ofNullable(settings.get(TARGET_HOSTS))
                        .map(text -> HostPatterns.parse(text)
                                .orElseThrow(() ->
                                        SettingValues.invalid(TYPE + "." + TARGET_HOSTS, text, HostPatterns.EXPECTED)))
                        .orElse(HostPatterns.ALL),
                Optional.ofNullable(settings.get(TRUST_CERTIFICATES))
                        .map(text -> SettingValues.file(TYPE + "." + TRUST_CERTIFICATES, text)),
                credentials);
    }

    /** The hosts and credentials that targets may use. */
    public AccessRules rules() {
        return new AccessRules(TYPE, targetHosts, credentials);
    }
}
