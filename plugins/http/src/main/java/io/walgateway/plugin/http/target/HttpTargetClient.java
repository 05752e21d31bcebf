package io.walgateway.plugin.http.target;

import io.walgateway.core.access.AccessRules;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.InFlight;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.plugin.http.address.HttpAddress;
import io.walgateway.plugin.http.address.Origin;
import io.walgateway.plugin.http.connection.Connections;
import io.walgateway.plugin.http.settings.HttpSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Delivers to any number of origins, over shared connections. */
public final class HttpTargetClient implements TargetClient {
    /**
     * With TLS, the first requests each make a connection, and a hundred handshakes at once would keep each other from
     * ending in time.
     */
    static final int FIRST_MAX = 8;

    private final AccessRules rules;
    private final InstantSource clock;
    private final Connections connections;
    private final InFlight<Origin> inFlight;
    private final Reachability reachability = new Reachability();
    private volatile boolean closed;

    public HttpTargetClient(HttpSettings settings, InstantSource clock) {
        this.rules = settings.rules();
        this.clock = clock;
        this.connections = new Connections(settings, clock);
        this.inFlight = new InFlight<>(
                settings.inFlightMax(), origin -> origin.isSecure() ? FIRST_MAX : settings.inFlightMax());
    }

    /** An address that the settings of this process do not allow gets no requests. */
    @Override
    public Target target(TargetAddress address) {
        HttpAddress read = HttpAddress.of(address.properties());
        Optional<Violation> refused = refused(read);
        if (refused.isPresent()) {
            return _ -> new DeliveryOutcome.Rejected(refused.get().toString());
        }
        HttpTarget target = new HttpTarget(read, connections, inFlight, clock);
        AccessRules.Server server = server(read.url().origin());
        return attempt -> {
            if (closed) {
                return new DeliveryOutcome.Unavailable("this process is ending");
            }
            // Redirects stay at this origin.
            Optional<Violation> inner = rules.innerAddress(server);
            return inner.isPresent() ? new DeliveryOutcome.Rejected(inner.get().toString()) : target.deliver(attempt);
        };
    }

    @Override
    public String endpoint(TargetAddress address) {
        return HttpSettings.TYPE + ":"
                + HttpAddress.of(address.properties()).url().origin();
    }

    /**
     * Refuses an address that the settings of this process forbid, and warns of a server that cannot be reached from
     * here. Makes no request, because its effects are not known.
     */
    @Override
    public TargetReview review(TargetAddress address, Duration ageMax) {
        HttpAddress read = HttpAddress.of(address.properties());
        Optional<Violation> refused =
                refused(read).or(() -> rules.innerAddress(server(read.url().origin())));
        if (refused.isPresent()) {
            return rules.isUnchecked(refused.get())
                    ? TargetReview.warning(refused.get())
                    : new TargetReview(List.of(refused.get()), List.of());
        }
        Origin origin = read.url().origin();
        return reachability
                .trouble(origin)
                .map(why -> TargetReview.warning(new Violation(
                        "/url",
                        origin.toString(),
                        "a server that takes connections from the consumers; from here: " + why)))
                .orElse(TargetReview.NOTHING);
    }

    @Override
    public void close() {
        closed = true;
        reachability.close();
        connections.close();
    }

    private Optional<Violation> refused(HttpAddress address) {
        return rules.refusal(server(address.url().origin()), address.credentials());
    }

    private static AccessRules.Server server(Origin origin) {
        return new AccessRules.Server("/url", origin.toString(), origin.host(), origin.port());
    }
}
