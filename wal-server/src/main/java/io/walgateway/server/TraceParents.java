package io.walgateway.server;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.regex.Pattern;

/** Takes the W3C trace context from a call's headers, so that it can travel with the write. */
final class TraceParents implements ServerInterceptor {
    private static final Context.Key<String> CURRENT = Context.key("traceparent");
    private static final Metadata.Key<String> HEADER = Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
    private static final Pattern WELL_FORMED = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** That of the call on whose behalf this thread runs; empty text when it has none, or none that is well-formed. */
    static String current() {
        String current = CURRENT.get();
        return current == null ? "" : current;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String header = headers.get(HEADER);
        if (header == null || !WELL_FORMED.matcher(header).matches()) {
            return next.startCall(call, headers);
        }
        return Contexts.interceptCall(Context.current().withValue(CURRENT, header), call, headers, next);
    }
}
