package io.walgateway.plugin.evcache.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a node.
 *
 * @param name as EVCache's discovery gives it; without discovery, the host
 * @param host an IP, or a name that is looked up
 */
public record NodeAddress(String name, String host, int port) {
    private static final Pattern NODE = Pattern.compile(
            "(?:([A-Za-z0-9._-]{1,253})/)?(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]{1,253}))(?::([0-9]{1,5}))?");
    private static final Pattern IP = Pattern.compile("[0-9.]+|.*:.*");
    private static final int DEFAULT_PORT = 11_211;
    private static final int PORT_MAX = 65_535;

    static Optional<NodeAddress> parse(String text) {
        Matcher parts = NODE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String host = parts.group(2) == null ? parts.group(3) : parts.group(2);
        int port = parts.group(4) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(4));
        boolean isNamed = parts.group(1) != null;
        NodeAddress node = new NodeAddress(isNamed ? parts.group(1) : host, host, port);
        return port < 1 || port > PORT_MAX || (isNamed && !node.isLiteral()) ? Optional.empty() : Optional.of(node);
    }

    /** True if the host is an IP, so that nothing is looked up. */
    public boolean isLiteral() {
        return IP.matcher(host).matches();
    }

    /** The part of the address by which EVCache's hash ring distinguishes nodes. */
    String identity() {
        return name + "/" + host;
    }

    @Override
    public String toString() {
        return (name.equals(host) ? "" : name + "/") + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
