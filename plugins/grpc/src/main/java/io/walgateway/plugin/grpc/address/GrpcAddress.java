package io.walgateway.plugin.grpc.address;

import io.grpc.Status;
import io.walgateway.core.access.Credentials;
import io.walgateway.core.plugin.Shown;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.StatusOverrides;
import io.walgateway.core.target.Verdict;
import io.walgateway.core.text.NearestKey;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parsed address of a target.
 *
 * @param server      where calls go
 * @param method      the full name of a method whose request is the payload; empty: {@code wal.v1.ReceiverService}
 * @param metadata    the metadata of each call
 * @param timeout     the time limit of one delivery, where it is shorter than the delivery's own
 * @param credentials their name in the process settings
 * @param overrides   statuses that do not have their usual meaning
 */
public record GrpcAddress(
        Authority server,
        Optional<String> method,
        FixedMetadata metadata,
        Optional<Duration> timeout,
        Optional<String> credentials,
        StatusOverrides<Status.Code> overrides) {
    static final int METHOD_CHARS_MAX = 300;

    private static final String ADDRESS = "address";
    private static final String METHOD = "method";
    private static final String TLS = "tls";
    private static final String TIMEOUT = "timeout";
    private static final String CREDENTIALS = "credentials";
    private static final Set<String> KNOWN = known();
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(10);
    private static final Pattern METHOD_NAME = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*/[A-Za-z_]\\w*");
    private static final String METHOD_EXPECTED =
            "a method with its service and package, such as com.shop.Orders/Put, of at most " + METHOD_CHARS_MAX
                    + " characters";
    private static final Set<String> CODES = Arrays.stream(Status.Code.values())
            .filter(code -> code != Status.Code.OK)
            .map(Status.Code::name)
            .collect(Collectors.toUnmodifiableSet());
    private static final String CODES_EXPECTED =
            "names of gRPC statuses other than OK with commas, such as ALREADY_EXISTS,NOT_FOUND";

    /** Reads properties in which {@link #check} finds no fault. */
    public static GrpcAddress of(Map<String, String> properties) {
        return new GrpcAddress(
                Authority.of(properties.getOrDefault(ADDRESS, ""), Boolean.parseBoolean(properties.get(TLS))),
                Optional.ofNullable(properties.get(METHOD)),
                FixedMetadata.of(properties),
                Optional.ofNullable(properties.get(TIMEOUT)).flatMap(Durations::parse),
                Optional.ofNullable(properties.get(CREDENTIALS)),
                StatusOverrides.of(properties, Status.Code::valueOf));
    }

    /** All violations, by property. */
    public static List<Violation> check(Map<String, String> properties) {
        List<Violation> violations = new ArrayList<>();
        checkAddress(properties.get(ADDRESS), violations);
        checkValues(properties, violations);
        violations.addAll(StatusOverrides.check(properties, CODES::contains, CODES_EXPECTED));
        violations.addAll(FixedMetadata.check(properties));
        new TreeSet<>(properties.keySet())
                .stream()
                        .filter(key -> !KNOWN.contains(key) && !key.startsWith(FixedMetadata.PREFIX))
                        .forEach(key -> violations.add(new Violation(Shown.pointer(key), "unknown", nearest(key))));
        return List.copyOf(violations);
    }

    private static void checkAddress(@Nullable String address, List<Violation> violations) {
        if (address == null) {
            violations.add(new Violation("/address", "absent", "where calls go, host:port or dns:///name:port"));
        } else {
            Authority.check(address).ifPresent(violations::add);
        }
    }

    private static void checkValues(Map<String, String> properties, List<Violation> violations) {
        String method = properties.getOrDefault(METHOD, "a.B/c");
        require(
                properties,
                METHOD,
                method.length() <= METHOD_CHARS_MAX
                        && METHOD_NAME.matcher(method).matches(),
                METHOD_EXPECTED,
                violations);
        require(
                properties,
                TLS,
                Set.of("true", "false").contains(properties.getOrDefault(TLS, "false")),
                "true or false",
                violations);
        require(
                properties,
                TIMEOUT,
                Durations.parse(properties.getOrDefault(TIMEOUT, "1s"))
                        .filter(given -> given.compareTo(TIMEOUT_MIN) >= 0 && given.compareTo(TIMEOUT_MAX) <= 0)
                        .isPresent(),
                Durations.expectation(TIMEOUT_MIN, TIMEOUT_MAX),
                violations);
        // The value is not shown: it may be a secret by mistake.
        if (!Credentials.isName(properties.getOrDefault(CREDENTIALS, "none"))) {
            violations.add(new Violation(
                    "/credentials",
                    "no name",
                    "the name of credentials in the process settings: 1 to 64 letters, digits, _ and -"));
        }
    }

    private static void require(
            Map<String, String> properties, String key, boolean fits, String expectation, List<Violation> violations) {
        if (!fits) {
            violations.add(new Violation("/" + key, Shown.value(properties.getOrDefault(key, "")), expectation));
        }
    }

    private static String nearest(String key) {
        return "one of " + String.join(", ", KNOWN) + ", headers.NAME"
                + NearestKey.of(key, KNOWN).map(it -> "; nearest: " + it).orElse("");
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(Set.of(ADDRESS, METHOD, TLS, TIMEOUT, CREDENTIALS));
        for (Verdict verdict : Verdict.values()) {
            known.add(verdict.property());
        }
        return known;
    }
}
