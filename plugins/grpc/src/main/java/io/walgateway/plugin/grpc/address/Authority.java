package io.walgateway.plugin.grpc.address;

import io.walgateway.core.plugin.Shown;
import io.walgateway.core.plugin.Violation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The servers of one name and port, which are reachable or away as a whole.
 *
 * @param host a name or an address, in lower case; IPv6 in brackets
 * @param tls  true if connections are encrypted
 */
public record Authority(String host, int port, boolean tls) {
    static final int CHARS_MAX = 300;

    private static final Pattern SHAPE = Pattern.compile(
            "(?:dns:///)?([A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;
    private static final String EXPECTED = "host:port or dns:///name:port, such as orders.example.com:50051";

    /** Reads an address in which {@link #check} finds no fault. */
    static Authority of(String text, boolean tls) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException("address: " + Shown.value(text) + " (expected: " + EXPECTED + ")");
        }
        return new Authority(shape.group(1).toLowerCase(Locale.ROOT), Integer.parseInt(shape.group(2)), tls);
    }

    static Optional<Violation> check(String text) {
        if (text.length() > CHARS_MAX) {
            return violation(Shown.value(text), "at most " + CHARS_MAX + " characters");
        }
        // The text before an @ may be a password.
        if (text.indexOf('@') >= 0) {
            return violation(
                    "an address with @ in it",
                    "an address without credentials; credentials names those of the process settings");
        }
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return violation(Shown.value(text), EXPECTED);
        }
        int port = Integer.parseInt(shape.group(2));
        return port < 1 || port > PORT_MAX
                ? violation(Shown.value(text), "a port from 1 to " + PORT_MAX)
                : Optional.empty();
    }

    /** The name under which gRPC resolves all addresses of the host. */
    public String dnsTarget() {
        // A URI has no brackets in its path.
        return "dns:///" + host.replace("[", "%5B").replace("]", "%5D") + ":" + port;
    }

    /** {@code grpcs://orders.example.com:443}; without TLS, {@code grpc://...}. */
    @Override
    public String toString() {
        return (tls ? "grpcs://" : "grpc://") + host + ":" + port;
    }

    private static Optional<Violation> violation(String value, String expectation) {
        return Optional.of(new Violation("/address", value, expectation));
    }
}
