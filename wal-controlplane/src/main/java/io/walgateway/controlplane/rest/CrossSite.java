package io.walgateway.controlplane.rest;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.walgateway.controlplane.rest.request.Shown;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps pages of other sites from using the browser of a person who can reach the control plane: a request must name a
 * host by which the control plane is known, and a request that changes something must not come from another origin.
 */
final class CrossSite {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private final Set<String> hosts = new TreeSet<>(LOOPBACK);
    private final Set<String> origins;

    /** @param boundTo the host on which the server listens, which is always allowed */
    CrossSite(String boundTo, AllowedSites allowed) {
        hosts.add(normal(boundTo));
        allowed.hosts().forEach(host -> hosts.add(normal(host)));
        origins = allowed.origins();
    }

    void check(Context request) {
        String host = normal(request.req().getServerName());
        if (!hosts.contains(host)) {
            throw new RefusedException(new Refusal.WrongHost(Shown.of(host), String.join(", ", hosts)));
        }
        Optional<String> origin = Optional.ofNullable(request.header("Origin"));
        if (!READING.contains(request.method())) {
            origin.filter(given -> !isAllowed(given, Optional.ofNullable(request.header("Host"))))
                    .ifPresent(given -> {
                        throw new RefusedException(new Refusal.ForeignOrigin(Shown.of(given)));
                    });
        }
    }

    /**
     * A page that this server served has as its origin the host that it asks, including the port; the host was checked
     * already.
     */
    private boolean isAllowed(String origin, Optional<String> host) {
        return origins.contains(origin)
                || host.filter(named -> origin.equalsIgnoreCase("http://" + named))
                        .isPresent();
    }

    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower;
    }
}
