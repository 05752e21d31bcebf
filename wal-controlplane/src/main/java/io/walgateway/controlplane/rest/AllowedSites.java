package io.walgateway.controlplane.rest;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts and origins that may use the REST interface, beside this machine itself.
 *
 * @param hosts   names and addresses by which requests reach it, without ports
 * @param origins origins of pages that may change things, such as {@code https://console.example.com}
 */
public record AllowedSites(Set<String> hosts, Set<String> origins) {
    public static final AllowedSites OWN = new AllowedSites(Set.of(), Set.of());

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:.]{2,45}]?");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s,]{1,260}");

    public AllowedSites {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
        hosts.forEach(host -> require("http.allowed-hosts", host, HOST, "names and addresses, without ports"));
        origins.forEach(origin ->
                require("http.allowed-origins", origin, ORIGIN, "origins such as https://console.example.com"));
    }

    /** Reads both from settings, separated by commas. */
    public static AllowedSites of(String hosts, String origins) {
        return new AllowedSites(list(hosts), list(origins));
    }

    private static Set<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toSet());
    }

    private static void require(String path, String value, Pattern legal, String expectation) {
        if (!legal.matcher(value).matches()) {
            throw new IllegalArgumentException(path + ": " + value + " (expected: " + expectation + ")");
        }
    }
}
