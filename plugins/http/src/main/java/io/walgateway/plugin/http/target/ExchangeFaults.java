package io.walgateway.plugin.http.target;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The only place where an exchange without an answer becomes an outcome. Until the connection is made, TLS included, no
 * request has gone out; after that, it may have.
 */
final class ExchangeFaults {
    private static final int CAUSES_MAX = 10;
    private static final Duration STREAMS_PAUSE = Duration.ofMillis(100);
    /** The client marks these errors only by their messages. */
    private static final String STREAMS_EXHAUSTED = "too many concurrent streams";

    private static final Set<String> NO_TLS =
            Set.of("Unsupported or unrecognized SSL message", "Unrecognized SSL message, plaintext connection?");

    private ExchangeFaults() {}

    /** @param server for error messages */
    static DeliveryOutcome outcome(Throwable failure, String server) {
        Optional<String> unavailable = unavailable(failure);
        if (unavailable.isPresent()) {
            return new DeliveryOutcome.Unavailable(server + ": " + unavailable.get());
        }
        if (STREAMS_EXHAUSTED.equals(deepest(failure).getMessage())) {
            return new DeliveryOutcome.Throttled(STREAMS_PAUSE, server + ": " + STREAMS_EXHAUSTED);
        }
        return new DeliveryOutcome.Unknown(server + ": " + Reasons.of(failure) + "; the request may have arrived");
    }

    /** True if the server's answer was not HTTP, or exceeded the client's limits. */
    static boolean isMalformed(Throwable failure) {
        Throwable deepest = deepest(failure);
        return deepest instanceof ProtocolException || deepest instanceof RuntimeException;
    }

    /** The reason why there was no connection; empty: there may have been one. */
    private static Optional<String> unavailable(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            switch (cause) {
                case UnknownHostException _, UnresolvedAddressException _ -> {
                    return Optional.of("the host cannot be resolved");
                }
                case HttpConnectTimeoutException _ -> {
                    return Optional.of("no connection within http.connect-timeout");
                }
                case ConnectException _, NoRouteToHostException _ -> {
                    if (!isUnresolved(cause)) {
                        return Optional.of(told(cause, "connection refused"));
                    }
                }
                case SSLHandshakeException _, SSLPeerUnverifiedException _ -> {
                    return Optional.of("no TLS connection: " + Reasons.of(cause));
                }
                case SSLException tls
                when isNoTls(tls) -> {
                    return Optional.of("no TLS connection: the server does not speak TLS");
                }
                default -> {
                    // The error's cause may tell.
                }
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static boolean isNoTls(SSLException failure) {
        String message = failure.getMessage();
        return message != null && NO_TLS.contains(message);
    }

    private static boolean isUnresolved(Throwable failure) {
        return deepest(failure) instanceof UnresolvedAddressException;
    }

    private static String told(Throwable failure, String otherwise) {
        return deepest(failure) instanceof IOException io && io.getMessage() != null ? Reasons.of(io) : otherwise;
    }

    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        for (int depth = 0; depth < CAUSES_MAX; depth++) {
            Throwable cause = deepest.getCause();
            if (cause == null) {
                return deepest;
            }
            deepest = cause;
        }
        return deepest;
    }
}
