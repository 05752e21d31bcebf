package io.walgateway.plugin.kv;

import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a Key-Value service is reached.
 *
 * @param address        {@code host:port}; a name may stand for several processes
 * @param requestTimeout the longest time for one request
 */
record KvSettings(String address, Duration requestTimeout) {
    static final String TYPE = "kv";
    private static final String ADDRESS = "address";
    private static final String REQUEST_TIMEOUT = "request-timeout";
    private static final KnownSettings KNOWN =
            new KnownSettings(TYPE, Set.of(), Set.of(ADDRESS, REQUEST_TIMEOUT), Set.of());
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s:/\\[\\]]+):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;
    private static final String DEFAULT_TIMEOUT = "5s";

    /**
     * Checks the settings of every service.
     *
     * @throws IllegalArgumentException naming all settings that are not known, or the first one that is not valid
     */
    static void checkAll(Map<String, String> settings) {
        KNOWN.require(settings);
        new TreeMap<>(settings).forEach((path, value) -> {
            if (path.endsWith("." + ADDRESS)) {
                address(path, value);
            } else {
                timeout(path, value);
            }
        });
    }

    /** Empty: the settings have no such service. */
    static Optional<KvSettings> of(PluginContext context, String service) {
        String path = "clusters." + service + ".";
        return context.clusterSetting(service, ADDRESS)
                .map(address -> new KvSettings(
                        address(path + ADDRESS, address),
                        timeout(
                                path + REQUEST_TIMEOUT,
                                context.clusterSetting(service, REQUEST_TIMEOUT).orElse(DEFAULT_TIMEOUT))));
    }

    private static String address(String path, String value) {
        var parts = HOST_AND_PORT.matcher(value);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) < 1 || Integer.parseInt(parts.group(2)) > PORT_MAX) {
            throw new IllegalArgumentException(TYPE + "." + path + ": " + value + " (expected: host:port)");
        }
        return value;
    }

    private static Duration timeout(String path, String value) {
        return Durations.require(TYPE + "." + path, value, Duration.ofMillis(100), Duration.ofMinutes(1));
    }
}
