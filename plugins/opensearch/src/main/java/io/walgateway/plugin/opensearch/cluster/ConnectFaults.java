package io.walgateway.plugin.opensearch.cluster;

import io.walgateway.core.text.Reasons;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Tells whether a connection was made. Until it is, TLS included, no request has gone out. */
final class ConnectFaults {
    private static final int CAUSES_MAX = 10;

    private ConnectFaults() {}

    /** The reason why there was no connection; empty: there may have been one. */
    static Optional<String> notSent(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            Optional<String> why = why(cause);
            if (why.isPresent()) {
                return why;
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<String> why(Throwable failure) {
        return switch (failure) {
            case UnknownHostException _, UnresolvedAddressException _ -> Optional.of("the host cannot be resolved");
            case HttpConnectTimeoutException _ -> Optional.of("no connection within the cluster's connect-timeout");
            case ConnectException _, NoRouteToHostException _ -> Optional.of(Reasons.of(failure));
            case SSLHandshakeException _, SSLPeerUnverifiedException _ ->
                Optional.of("no TLS connection: " + Reasons.of(failure));
            case SSLException tls when isNoTls(tls) -> Optional.of("no TLS connection: the server does not speak TLS");
            default -> Optional.empty();
        };
    }

    /** The client marks it only by its message. */
    private static boolean isNoTls(SSLException failure) {
        String message = failure.getMessage();
        return message != null
                && (message.startsWith("Unsupported or unrecognized SSL message")
                        || message.startsWith("Unrecognized SSL message"));
    }
}
