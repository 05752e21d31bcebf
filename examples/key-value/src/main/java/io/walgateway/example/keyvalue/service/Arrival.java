package io.walgateway.example.keyvalue.service;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Notes whether the gateway delivers a call, by the metadata that it sends. A caller that sends it, too, makes a change
 * that is older than others may be, and one that no index hears of: callers of the service are trusted.
 */
final class Arrival implements ServerInterceptor {
    private static final Context.Key<Boolean> DELIVERED = Context.keyWithDefault("delivered", false);
    private static final Metadata.Key<String> MESSAGE_ID =
            Metadata.Key.of("wal-message-id", Metadata.ASCII_STRING_MARSHALLER);

    /** True if the gateway delivers the current call. */
    static boolean isDelivered() {
        return DELIVERED.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return headers.containsKey(MESSAGE_ID)
                ? Contexts.interceptCall(Context.current().withValue(DELIVERED, true), call, headers, next)
                : next.startCall(call, headers);
    }
}
