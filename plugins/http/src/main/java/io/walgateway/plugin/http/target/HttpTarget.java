package io.walgateway.plugin.http.target;

import io.walgateway.core.access.AccessException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.plugin.InFlight;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.text.Reasons;
import io.walgateway.core.units.Durations;
import io.walgateway.plugin.http.address.HttpAddress;
import io.walgateway.plugin.http.address.Origin;
import io.walgateway.plugin.http.address.UnfitMessageException;
import io.walgateway.plugin.http.connection.Access;
import io.walgateway.plugin.http.connection.Connections;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Sends each message as one request, and follows redirects within the same origin. */
final class HttpTarget implements Target {
    private static final Duration FULL_PAUSE = Duration.ofMillis(100);

    private final HttpAddress address;
    private final Origin origin;
    private final Connections connections;
    private final InFlight<Origin> inFlight;
    private final InstantSource clock;

    HttpTarget(HttpAddress address, Connections connections, InFlight<Origin> inFlight, InstantSource clock) {
        this.address = address;
        this.origin = address.url().origin();
        this.connections = connections;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        Duration left = attempt.left(clock.instant());
        Duration limit =
                address.timeout().filter(own -> own.compareTo(left) < 0).orElse(left);
        if (limit.isZero()) {
            return new DeliveryOutcome.Unknown("no time was left for a request to " + origin);
        }
        long end = System.nanoTime() + limit.toNanos();
        try {
            URI url = address.url().expand(attempt.message());
            try (Access access = access()) {
                return deliver(attempt, url, access, limit, end);
            }
        } catch (UnfitMessageException e) {
            return new DeliveryOutcome.Rejected(Reasons.of(e));
        } catch (AccessException e) {
            return new DeliveryOutcome.Unavailable("credentials or trusted certificates: " + Reasons.of(e));
        } catch (TimeoutException e) {
            return new DeliveryOutcome.Unknown(
                    "no answer from " + origin + " in " + Durations.format(limit) + "; the request may have arrived");
        }
    }

    private DeliveryOutcome deliver(DeliveryAttempt attempt, URI url, Access access, Duration limit, long end)
            throws TimeoutException, InterruptedException {
        // Half of the time at most, so that a request that gets a place can use it.
        if (!inFlight.enter(origin, limit.dividedBy(2))) {
            return new DeliveryOutcome.Throttled(
                    FULL_PAUSE, "http.in-flight-max requests to " + origin + " are under way already");
        }
        boolean answered = false;
        try {
            DeliveryOutcome outcome = exchange(attempt, url, access, end);
            answered = true;
            return outcome;
        } catch (IOException e) {
            if (ExchangeFaults.isMalformed(e)) {
                access.client().abandonConnection();
            }
            return ExchangeFaults.outcome(e, origin.toString());
        } finally {
            inFlight.leave(origin, answered);
        }
    }

    private Access access() throws AccessException {
        return address.credentials().isPresent()
                ? connections.access(address.credentials().get())
                : connections.access();
    }

    private DeliveryOutcome exchange(DeliveryAttempt attempt, URI first, Access access, long end)
            throws IOException, TimeoutException, InterruptedException {
        HttpRequest.Builder request = request(attempt, access);
        URI url = first;
        for (int followed = 0; ; followed++) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            Answer answer =
                    Exchange.run(access.client().http(), request.uri(url).build(), left);
            boolean isDeclared = address.overrides().of(answer.status()).isPresent();
            if (!answer.isRedirect() || isDeclared) {
                return AnswerOutcomes.of(answer, address.overrides(), origin.toString(), clock.instant());
            }
            switch (Redirects.of(answer, address.method(), url, followed)) {
                case Redirects.Follow(URI there) -> url = there;
                case Redirects.Refuse(String why) -> {
                    return new DeliveryOutcome.Rejected(origin + " " + why);
                }
            }
        }
    }

    /** TLS negotiates HTTP/2. Without TLS, servers seldom accept the upgrade of a request with a body. */
    private HttpRequest.Builder request(DeliveryAttempt attempt, Access access) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .version(origin.isSecure() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .method(address.method(), body(attempt.message().payload()));
        List<RequestHeaders.Named> headers = RequestHeaders.of(attempt, address.headers(), access.authorization());
        headers.forEach(header -> request.header(header.name(), header.value()));
        return request;
    }

    private static BodyPublisher body(Bytes payload) {
        return payload.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(payload.unsafeArray());
    }
}
