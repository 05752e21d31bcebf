package io.walgateway.plugin.cassandra.row;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads IP addresses that are written in full. The JDK also reads {@code 1} as 0.0.0.1, drops brackets and zones, and
 * turns IPv6 addresses that stand for IPv4 into IPv4 addresses.
 */
final class Addresses {
    private static final String OCTET = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private Addresses() {}

    /**
     * The address; empty: the text is not an address.
     *
     * @throws IllegalArgumentException also when the text is not an address
     */
    static Optional<Object> of(String text) {
        if (IPV4.matcher(text).matches()) {
            return Optional.of(InetAddress.ofLiteral(text));
        }
        return text.contains(":") && IPV6.matcher(text).matches()
                ? Optional.of(InetAddress.ofLiteral(text))
                        .filter(Inet6Address.class::isInstance)
                        .map(it -> it)
                : Optional.empty();
    }
}
