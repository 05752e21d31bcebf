package io.walgateway.plugin.grpc.target;

import io.walgateway.core.access.AccessException;
import io.walgateway.core.access.AccessRules;
import io.walgateway.core.access.Credentials.ClientCertificate;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.InFlight;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.core.text.Reasons;
import io.walgateway.plugin.grpc.address.Authority;
import io.walgateway.plugin.grpc.address.GrpcAddress;
import io.walgateway.plugin.grpc.connection.Access;
import io.walgateway.plugin.grpc.connection.Connections;
import io.walgateway.plugin.grpc.settings.GrpcTargetSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Delivers to any number of servers, over shared channels. */
public final class GrpcTargetClient implements TargetClient {
    private final AccessRules rules;
    private final Connections connections;
    private final GrpcTarget.Lines lines;
    private volatile boolean closed;

    public GrpcTargetClient(GrpcTargetSettings settings, InstantSource clock) {
        this.rules = settings.rules();
        this.connections = new Connections(settings, clock);
        this.lines = new GrpcTarget.Lines(
                connections,
                new InFlight<>(settings.inFlightMax(), _ -> settings.inFlightMax()),
                settings.connectTimeout(),
                clock);
    }

    /** An address that the settings of this process do not allow gets no calls. */
    @Override
    public Target target(TargetAddress address) {
        GrpcAddress read = GrpcAddress.of(address.properties());
        Optional<Violation> refused = refused(read);
        if (refused.isPresent()) {
            return _ -> new DeliveryOutcome.Rejected(refused.get().toString());
        }
        Target target = isReceiver(read)
                ? new GrpcTarget<>(read, new ReceiverMethod(), lines)
                : new GrpcTarget<>(read, new AnyMethod(methodName(read)), lines);
        AccessRules.Server server = server(read.server());
        return attempt -> {
            if (closed) {
                return new DeliveryOutcome.Unavailable("this process is ending");
            }
            Optional<Violation> inner = rules.innerAddress(server);
            return inner.isPresent() ? new DeliveryOutcome.Rejected(inner.get().toString()) : target.deliver(attempt);
        };
    }

    @Override
    public String endpoint(TargetAddress address) {
        return GrpcTargetSettings.TYPE + ":"
                + GrpcAddress.of(address.properties()).server();
    }

    /**
     * Refuses an address that the settings of this process forbid, and a method that the server says is not unary.
     * Warns of a server that cannot be reached from here and of a method that the server does not have yet. Calls
     * nothing but the server's reflection.
     */
    @Override
    public TargetReview review(TargetAddress address, Duration ageMax) {
        GrpcAddress read = GrpcAddress.of(address.properties());
        Optional<Violation> refused = refused(read).or(() -> rules.innerAddress(server(read.server())));
        if (refused.isPresent()) {
            return rules.isUnchecked(refused.get()) ? TargetReview.warning(refused.get()) : refusal(refused.get());
        }
        try {
            Optional<Access> access = connections.access(read.server(), read.credentials());
            if (access.isEmpty()) {
                return away(read, "too many other connections");
            }
            try (Access open = access.get()) {
                return review(read, Reflection.find(open, methodName(read)));
            }
        } catch (AccessException e) {
            return away(read, Reasons.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return away(read, "this process is ending");
        }
    }

    @Override
    public void close() {
        closed = true;
        connections.close();
    }

    private static TargetReview review(GrpcAddress address, Reflection.Finding finding) {
        String method = methodName(address);
        return switch (finding) {
            case Reflection.Finding.Away(String why) -> away(address, why);
            case Reflection.Finding.Untold() -> TargetReview.NOTHING;
            case Reflection.Finding.Missing() ->
                TargetReview.warning(new Violation(
                        "/method", method, "a method that the server has; its reflection does not name it"));
            case Reflection.Finding.Found(boolean unary) ->
                unary
                        ? TargetReview.NOTHING
                        : refusal(new Violation("/method", method, "a unary method; this one is a stream"));
        };
    }

    private static TargetReview refusal(Violation violation) {
        return new TargetReview(List.of(violation), List.of());
    }

    private static TargetReview away(GrpcAddress address, String why) {
        return TargetReview.warning(new Violation(
                "/address",
                address.server().toString(),
                "a server that takes connections from the consumers; from here: " + why));
    }

    private static boolean isReceiver(GrpcAddress address) {
        return methodName(address).equals(ReceiverMethod.fullName());
    }

    private static String methodName(GrpcAddress address) {
        return address.method().orElse(ReceiverMethod.fullName());
    }

    private Optional<Violation> refused(GrpcAddress address) {
        Authority server = address.server();
        return rules.refusal(server(server), address.credentials())
                .or(() -> address.credentials()
                        .filter(name -> !server.tls() && rules.credentials().get(name) instanceof ClientCertificate)
                        .map(name -> new Violation(
                                "/tls", "false", "true, since the credentials " + name + " are a certificate")));
    }

    private static AccessRules.Server server(Authority server) {
        return new AccessRules.Server("/address", server.toString(), server.host(), server.port());
    }
}
