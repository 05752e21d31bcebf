package io.walgateway.server;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.walgateway.core.message.TraceContext;
import org.jspecify.annotations.Nullable;

/** Takes the W3C trace context from a call's headers, so that it travels with the write. */
final class TraceContexts implements ServerInterceptor {
    private static final Context.Key<TraceContext> CURRENT = Context.key(TraceContext.PARENT);
    private static final Metadata.Key<String> PARENT =
            Metadata.Key.of(TraceContext.PARENT, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> STATE =
            Metadata.Key.of(TraceContext.STATE, Metadata.ASCII_STRING_MARSHALLER);

    /** The trace of the call that this thread works for; none if that call has no well-formed one. */
    static TraceContext current() {
        TraceContext current = CURRENT.get();
        return current == null ? TraceContext.NONE : current;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String parent = headers.get(PARENT);
        TraceContext trace = parent == null ? TraceContext.NONE : TraceContext.of(parent, state(headers.getAll(STATE)));
        return trace.isNone()
                ? next.startCall(call, headers)
                : Contexts.interceptCall(Context.current().withValue(CURRENT, trace), call, headers, next);
    }

    /** The state may be spread over several headers, which form one list. */
    private static String state(@Nullable Iterable<String> given) {
        return given == null ? "" : String.join(",", given);
    }
}
