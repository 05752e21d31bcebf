package io.walgateway.plugin.http.address;

import io.walgateway.core.access.Credentials;
import io.walgateway.core.plugin.Shown;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.StatusOverrides;
import io.walgateway.core.target.Verdict;
import io.walgateway.core.text.NearestKey;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parsed address of a target.
 *
 * @param method      the method of each request
 * @param url         where requests go
 * @param headers     the headers of each request
 * @param timeout     the time limit of one delivery, where it is shorter than the delivery's own
 * @param credentials their name in the process settings
 * @param overrides   statuses that do not have their usual meaning
 */
public record HttpAddress(
        String method,
        UrlTemplate url,
        HeaderPlan headers,
        Optional<Duration> timeout,
        Optional<String> credentials,
        StatusOverrides<Integer> overrides) {
    static final int HEADERS_MAX = 50;

    private static final String METHOD = "method";
    private static final String URL = "url";
    private static final String CONTENT_TYPE = "content-type";
    private static final String TIMEOUT = "timeout";
    private static final String CREDENTIALS = "credentials";
    private static final String CLOUD_EVENTS = "cloud-events";
    private static final String HEADER_PREFIX = "headers.";
    private static final Set<String> KNOWN = known();
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(10);
    private static final Pattern STATUS = Pattern.compile("[2-5][0-9]{2}");
    private static final String STATUSES = "statuses from 200 to 599 with commas, such as 404,409";
    private static final String RESERVED = "a header that the gateway does not write itself (connections, Host,"
            + " Content-Length, Authorization, Idempotency-Key, trace, wal-*, CloudEvents' id, time and version)";

    /** Reads properties in which {@link #check} finds no fault. */
    public static HttpAddress of(Map<String, String> properties) {
        Map<String, String> headers = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(HEADER_PREFIX)) {
                headers.put(key.substring(HEADER_PREFIX.length()), value);
            }
        });
        return new HttpAddress(
                properties.getOrDefault(METHOD, "POST"),
                UrlTemplate.of(properties.getOrDefault(URL, "")),
                new HeaderPlan(
                        headers,
                        Optional.ofNullable(properties.get(CONTENT_TYPE)),
                        properties.containsKey(CLOUD_EVENTS)),
                Optional.ofNullable(properties.get(TIMEOUT)).flatMap(Durations::parse),
                Optional.ofNullable(properties.get(CREDENTIALS)),
                StatusOverrides.of(properties, Integer::valueOf));
    }

    /** All violations, by property. */
    public static List<Violation> check(Map<String, String> properties) {
        List<Violation> violations = new ArrayList<>();
        checkUrl(properties.get(URL), violations);
        checkValues(properties, violations);
        violations.addAll(
                StatusOverrides.check(properties, text -> STATUS.matcher(text).matches(), STATUSES));
        checkHeaders(properties, violations);
        new TreeSet<>(properties.keySet())
                .stream()
                        .filter(key -> !KNOWN.contains(key) && !key.startsWith(HEADER_PREFIX))
                        .forEach(key -> violations.add(new Violation(Shown.pointer(key), "unknown", nearest(key))));
        return List.copyOf(violations);
    }

    private static void checkUrl(@Nullable String url, List<Violation> violations) {
        if (url == null) {
            violations.add(new Violation("/url", "absent", "where requests go, http or https"));
        } else {
            UrlTemplate.check(url).ifPresent(violations::add);
        }
    }

    private static void checkValues(Map<String, String> properties, List<Violation> violations) {
        require(
                properties,
                METHOD,
                METHODS.contains(properties.getOrDefault(METHOD, "POST")),
                "one of POST, PUT, PATCH, DELETE",
                violations);
        String type = properties.getOrDefault(CONTENT_TYPE, "a/b");
        require(
                properties,
                CONTENT_TYPE,
                !type.isBlank() && HeaderNames.isLegalValue(type),
                "a media type such as application/json, in ASCII",
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
        require(
                properties,
                CLOUD_EVENTS,
                properties.getOrDefault(CLOUD_EVENTS, "binary").equals("binary"),
                "binary, or absent",
                violations);
    }

    private static void require(
            Map<String, String> properties, String key, boolean fits, String expectation, List<Violation> violations) {
        if (!fits) {
            violations.add(new Violation("/" + key, Shown.value(properties.getOrDefault(key, "")), expectation));
        }
    }

    private static void checkHeaders(Map<String, String> properties, List<Violation> violations) {
        boolean cloudEvents = properties.containsKey(CLOUD_EVENTS);
        Map<String, String> names = new HashMap<>();
        new TreeMap<>(properties).forEach((key, value) -> {
            if (key.startsWith(HEADER_PREFIX)) {
                String name = key.substring(HEADER_PREFIX.length());
                headerFault(name, value, cloudEvents, names)
                        .ifPresent(violation -> violations.add(
                                new Violation(Shown.pointer(key), violation.value(), violation.expectation())));
            }
        });
        if (names.size() > HEADERS_MAX) {
            violations.add(new Violation("/headers", names.size() + " headers", "at most " + HEADERS_MAX));
        }
    }

    private static Optional<Violation> headerFault(
            String name, String value, boolean cloudEvents, Map<String, String> names) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!HeaderNames.isLegalName(name)) {
            return fault(Shown.value(name), "the name of a header: 1 to 256 letters, digits and !#$%&'*+-.^_`|~");
        }
        if (lower.equals(CONTENT_TYPE)) {
            return fault("reserved", "the property content-type");
        }
        if (HeaderNames.isReserved(name, cloudEvents)) {
            return fault("reserved", RESERVED);
        }
        if (names.putIfAbsent(lower, name) != null) {
            return fault("repeated", "each header once; upper and lower case are the same");
        }
        return HeaderNames.isLegalValue(value)
                ? Optional.empty()
                : fault(Shown.value(value), "printable ASCII, at most " + HeaderNames.VALUE_CHARS_MAX + " characters");
    }

    private static Optional<Violation> fault(String value, String expectation) {
        return Optional.of(new Violation("", value, expectation));
    }

    private static String nearest(String key) {
        return "one of " + String.join(", ", KNOWN) + ", headers.NAME"
                + NearestKey.of(key, KNOWN).map(it -> "; nearest: " + it).orElse("");
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(Set.of(METHOD, URL, CONTENT_TYPE, TIMEOUT, CREDENTIALS, CLOUD_EVENTS));
        for (Verdict verdict : Verdict.values()) {
            known.add(verdict.property());
        }
        return known;
    }
}
