package io.walgateway.core.access;

import io.walgateway.core.plugin.Violation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The servers and the credentials that the settings of one process allow to the targets of one type.
 *
 * @param type        the plugin's type, which prefixes its settings
 * @param targetHosts the hosts to which deliveries may go
 * @param credentials by name
 */
public record AccessRules(String type, HostPatterns targetHosts, Map<String, Credentials> credentials) {
    private static final String CREDENTIALS = "/credentials";

    public AccessRules {
        credentials = Map.copyOf(credentials);
    }

    /**
     * A server as a target's address names it.
     *
     * @param path  the JSON pointer to the property that names it
     * @param shown for messages
     * @param host  in lower case; IPv6 in brackets
     */
    public record Server(String path, String shown, String host, int port) {}

    /**
     * The reason why deliveries to a server are not allowed; empty: they are.
     *
     * @param name of the credentials that the address asks for
     */
    public Optional<Violation> refusal(Server server, Optional<String> name) {
        if (!targetHosts.allow(server.host(), server.port())) {
            return Optional.of(new Violation(
                    server.path(), server.shown(), "a host that " + type + ".target-hosts allows: " + targetHosts));
        }
        return name.flatMap(given -> refusal(server, given));
    }

    /**
     * The reason why nothing may be sent to a server at its present addresses; empty: it may, or the host is unknown. Looks
     * the host up, which may take seconds; the JVM remembers the answer for half a minute, and so uses it for a connection
     * that is made at once.
     */
    public Optional<Violation> innerAddress(Server server) {
        if (targetHosts.name(server.host(), server.port())) {
            return Optional.empty();
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(server.host()))
                    .filter(InnerAddresses::contain)
                    .findFirst()
                    .map(address -> new Violation(
                            server.path(),
                            server.shown() + " at " + address.getHostAddress(),
                            "no address of this machine, its link or its cloud, or the host itself, not *, in " + type
                                    + ".target-hosts"));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** True if the refusal only says that this process has no credentials. A control plane need not have them. */
    public boolean isUnchecked(Violation refusal) {
        return credentials.isEmpty() && refusal.path().equals(CREDENTIALS);
    }

    private Optional<Violation> refusal(Server server, String name) {
        String setting = type + ".credentials." + name;
        Credentials named = credentials.get(name);
        if (named == null) {
            return Optional.of(
                    new Violation(CREDENTIALS, name, "credentials of the settings of this process, " + setting));
        }
        return named.hosts().allow(server.host(), server.port())
                ? Optional.empty()
                : Optional.of(new Violation(
                        CREDENTIALS,
                        name,
                        "credentials that may be shown to " + server.shown() + ": " + setting + ".target-hosts"));
    }
}
