package io.walgateway.plugin.wal.address;

import io.walgateway.core.plugin.Violation;
import io.walgateway.core.text.NearestKey;
import io.walgateway.core.text.Printable;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parsed address of a target.
 *
 * @param place   the gateway, and the namespace there
 * @param timeout the time limit of one delivery, where it is shorter than the delivery's own
 */
public record GatewayAddress(Place place, Optional<Duration> timeout) {
    static final int HOST_CHARS_MAX = 253;

    private static final String ADDRESS = "address";
    private static final String NAMESPACE = "namespace";
    private static final String TIMEOUT = "timeout";
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(ADDRESS, NAMESPACE, TIMEOUT));
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(10);
    private static final int PORT_MAX = 65_535;
    private static final int SHOWN_CHARS_MAX = 60;
    private static final Pattern HOST_AND_PORT = Pattern.compile(
            "([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0," + (HOST_CHARS_MAX - 1) + "})|\\[[0-9A-Fa-f:.]{2,45}]):([0-9]{1,5})");
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

    /**
     * A namespace of a gateway.
     *
     * @param gateway host and port
     */
    public record Place(String gateway, String namespace) {
        /** For people. */
        @Override
        public String toString() {
            return namespace + " at " + gateway;
        }
    }

    /** Reads properties in which {@link #check} finds no fault. */
    public static GatewayAddress of(Map<String, String> properties) {
        return new GatewayAddress(
                new Place(properties.getOrDefault(ADDRESS, ""), properties.getOrDefault(NAMESPACE, "")),
                Optional.ofNullable(properties.get(TIMEOUT)).flatMap(Durations::parse));
    }

    /** All violations, by property. */
    public static List<Violation> check(Map<String, String> properties) {
        List<Violation> violations = new ArrayList<>();
        require(
                properties,
                ADDRESS,
                GatewayAddress::isHostAndPort,
                "host and port of another gateway's gRPC, such as wal.example.com:7070",
                violations);
        require(
                properties,
                NAMESPACE,
                name -> NAME.matcher(name).matches(),
                "the name of a namespace there: 1 to 100 characters out of A-Z a-z 0-9 . _ -, not . or ..",
                violations);
        if (properties.containsKey(TIMEOUT)) {
            require(
                    properties,
                    TIMEOUT,
                    GatewayAddress::isTimeout,
                    Durations.expectation(TIMEOUT_MIN, TIMEOUT_MAX),
                    violations);
        }
        new TreeSet<>(properties.keySet())
                .stream()
                        .filter(key -> !KNOWN.contains(key))
                        .forEach(key -> violations.add(new Violation(pointer(key), "unknown", nearest(key))));
        return List.copyOf(violations);
    }

    private static void require(
            Map<String, String> properties,
            String key,
            Predicate<String> fits,
            String expectation,
            List<Violation> violations) {
        String value = properties.get(key);
        if (value == null) {
            violations.add(new Violation("/" + key, "absent", expectation));
        } else if (!fits.test(value)) {
            violations.add(new Violation("/" + key, shown(value), expectation));
        }
    }

    private static boolean isHostAndPort(String text) {
        Matcher parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        int port = Integer.parseInt(parts.group(2));
        return port >= 1 && port <= PORT_MAX;
    }

    private static boolean isTimeout(String text) {
        return Durations.parse(text)
                .filter(given -> given.compareTo(TIMEOUT_MIN) >= 0 && given.compareTo(TIMEOUT_MAX) <= 0)
                .isPresent();
    }

    private static String shown(String value) {
        return value.isEmpty() ? "empty" : Printable.of(value, SHOWN_CHARS_MAX);
    }

    private static String pointer(String key) {
        return "/" + Printable.of(key, SHOWN_CHARS_MAX).replace("~", "~0").replace("/", "~1");
    }

    private static String nearest(String key) {
        return "one of " + String.join(", ", KNOWN)
                + NearestKey.of(key, KNOWN).map(it -> "; nearest: " + it).orElse("");
    }
}
