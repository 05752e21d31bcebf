package io.walgateway.cli.rest;

import io.walgateway.core.text.Reasons;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Why a connection failed, in words. */
public final class Causes {

    /** Netty's message when the first answer is not an HTTP/2 frame; the bytes follow after it. */
    private static final String NO_HTTP_2 = "First received frame was not SETTINGS";

    private Causes() {}

    /** Returns one line. */
    public static String of(Throwable failure) {
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return "no such host";
        }
        if (has(failure, HttpConnectTimeoutException.class)) {
            return "no connection in time";
        }
        if (has(failure, HttpTimeoutException.class)) {
            return "connected, but no answer in time";
        }
        if (has(failure, ConnectException.class)) {
            return "connection refused";
        }
        if (says(failure, NO_HTTP_2)) {
            return "what answers there is no gRPC server";
        }
        String reason = Reasons.of(failure);
        return reason.lines().findFirst().orElse(reason);
    }

    private static boolean says(@Nullable Throwable failure, String words) {
        return failure != null
                && (String.valueOf(failure.getMessage()).contains(words) || says(failure.getCause(), words));
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
        return failure != null && (type.isInstance(failure) || has(failure.getCause(), type));
    }
}
