package io.walgateway.runtime.identity;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether a process may listen where its settings say: beyond the loopback interface only with TLS and authentication, or
 * where somebody takes the blame. Pure.
 *
 * @param authentication callers must prove an identity
 * @param insecure       the flag {@code --insecure} was given
 */
public record Exposure(boolean authentication, boolean insecure) {
    private static final String TLS = "tls.certificate-file";
    private static final String AUTHENTICATION =
            "an identity of callers (identity.tokens-file, identity.jwt.issuer or tls.client-certificates)";

    /**
     * Where a process listens.
     *
     * @param tls connections to it are encrypted
     */
    public record Port(InetSocketAddress address, boolean tls) {}

    /**
     * The reason why the process must not start; empty: it may.
     *
     * @param ports where it listens, by the keys of the settings that name the hosts
     */
    public Optional<String> refusal(Map<String, Port> ports) {
        if (insecure) {
            return Optional.empty();
        }
        Map<String, Port> open = new TreeMap<>(ports);
        open.values().removeIf(port -> isLoopback(port.address()) || (port.tls() && authentication));
        if (open.isEmpty()) {
            return Optional.empty();
        }
        String exposed = open.entrySet().stream()
                .map(port -> port.getKey() + ": " + port.getValue().address().getHostString())
                .collect(Collectors.joining(", "));
        boolean encrypted = open.values().stream().allMatch(Port::tls);
        return Optional.of(exposed + " (expected: " + String.join(" and ", missing(encrypted))
                + ", or a loopback address, or the flag --insecure)");
    }

    /**
     * Refuses to listen there, if there is a reason.
     *
     * @throws IllegalArgumentException with the reason
     */
    public void require(Map<String, Port> ports) {
        refusal(ports).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    private List<String> missing(boolean encrypted) {
        return encrypted ? List.of(AUTHENTICATION) : authentication ? List.of(TLS) : List.of(TLS, AUTHENTICATION);
    }

    /** A name that does not resolve is not known to be harmless. */
    private static boolean isLoopback(InetSocketAddress address) {
        return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }
}
