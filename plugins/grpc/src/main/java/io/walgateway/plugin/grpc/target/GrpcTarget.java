package io.walgateway.plugin.grpc.target;

import io.grpc.Metadata;
import io.walgateway.core.access.AccessException;
import io.walgateway.core.plugin.InFlight;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.text.Reasons;
import io.walgateway.plugin.grpc.address.Authority;
import io.walgateway.plugin.grpc.address.GrpcAddress;
import io.walgateway.plugin.grpc.call.Reply;
import io.walgateway.plugin.grpc.call.UnaryCall;
import io.walgateway.plugin.grpc.connection.Access;
import io.walgateway.plugin.grpc.connection.Connections;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends each message as one call.
 *
 * @param <Q> the request
 * @param <R> the answer
 */
final class GrpcTarget<Q, R> implements Target {
    private static final Duration FULL_PAUSE = Duration.ofMillis(100);

    private final GrpcAddress address;
    private final Authority server;
    private final Procedure<Q, R> procedure;
    private final CallOutcomes<R> outcomes;
    private final Lines lines;

    /**
     * What the targets of a process share.
     *
     * @param connectTimeout the longest time until a call has a connection
     */
    record Lines(Connections connections, InFlight<Authority> inFlight, Duration connectTimeout, InstantSource clock) {}

    GrpcTarget(GrpcAddress address, Procedure<Q, R> procedure, Lines lines) {
        this.address = address;
        this.server = address.server();
        this.procedure = procedure;
        this.outcomes = new CallOutcomes<>(procedure, address.overrides(), server.toString());
        this.lines = lines;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        Duration left = attempt.left(lines.clock().instant());
        Duration limit =
                address.timeout().filter(own -> own.compareTo(left) < 0).orElse(left);
        if (limit.isZero()) {
            return new DeliveryOutcome.Unknown("no time was left for a call to " + server);
        }
        long end = System.nanoTime() + limit.toNanos();
        // Half of the time at most, so that a call that gets a place can use it.
        if (!lines.inFlight().enter(server, limit.dividedBy(2))) {
            return new DeliveryOutcome.Throttled(
                    FULL_PAUSE, "grpc.in-flight-max calls to " + server + " are under way already");
        }
        try {
            return deliver(attempt, end);
        } catch (AccessException e) {
            return new DeliveryOutcome.Unavailable("credentials or trusted certificates: " + Reasons.of(e));
        } finally {
            lines.inFlight().leave(server, true);
        }
    }

    private DeliveryOutcome deliver(DeliveryAttempt attempt, long end) throws AccessException, InterruptedException {
        Optional<Access> access = lines.connections().access(server, address.credentials());
        if (access.isEmpty()) {
            return new DeliveryOutcome.Throttled(
                    FULL_PAUSE, "calls to " + lines.connections().channelsMax() + " other addresses are under way");
        }
        try (Access open = access.get()) {
            return outcomes.of(call(attempt, open, Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
        }
    }

    private Reply<R> call(DeliveryAttempt attempt, Access access, Duration left) throws InterruptedException {
        Metadata metadata =
                RequestMetadata.of(attempt, address.metadata(), access.authorization(), !procedure.describesMessage());
        return UnaryCall.run(
                access.channel(),
                procedure.method(),
                metadata,
                procedure.request(attempt),
                new UnaryCall.Limits(lines.connectTimeout(), left));
    }
}
