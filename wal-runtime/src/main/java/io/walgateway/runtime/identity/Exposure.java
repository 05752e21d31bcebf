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
 * @param tls            connections are encrypted
 * @param authentication callers must prove an identity
 * @param insecure       the flag {@code --insecure} was given
 */
public record Exposure(boolean tls, boolean authentication, boolean insecure) {
    private static final String TLS = "tls.certificate-file";
    private static final String AUTHENTICATION =
            "an identity of callers (identity.tokens-file, identity.jwt.issuer or tls.client-certificates)";

    /**
     * The reason why the process must not start; empty: it may.
     *
     * @param listening the addresses on which it listens, by the keys of the settings that name them
     */
    public Optional<String> refusal(Map<String, InetSocketAddress> listening) {
        if (insecure || (tls && authentication)) {
            return Optional.empty();
        }
        String exposed = new TreeMap<>(listening)
                .entrySet().stream()
                        .filter(one -> !isLoopback(one.getValue()))
                        .map(one -> one.getKey() + ": " + one.getValue().getHostString())
                        .collect(Collectors.joining(", "));
        return exposed.isEmpty()
                ? Optional.empty()
                : Optional.of(exposed + " (expected: " + String.join(" and ", missing())
                        + ", or a loopback address, or the flag --insecure)");
    }

    /**
     * Refuses to listen there, if there is a reason.
     *
     * @throws IllegalArgumentException with the reason
     */
    public void require(Map<String, InetSocketAddress> listening) {
        refusal(listening).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    private List<String> missing() {
        return tls ? List.of(AUTHENTICATION) : authentication ? List.of(TLS) : List.of(TLS, AUTHENTICATION);
    }

    /** A name that does not resolve is not known to be harmless. */
    private static boolean isLoopback(InetSocketAddress address) {
        return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }
}
