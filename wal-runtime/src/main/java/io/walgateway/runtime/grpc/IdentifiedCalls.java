package io.walgateway.runtime.grpc;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.walgateway.core.identity.Caller;
import io.walgateway.runtime.identity.Callers;
import io.walgateway.runtime.identity.Presented;
import io.walgateway.runtime.tls.PortTls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who makes a call, and refuses calls that need an identity and have none, before anything of them is read. A
 * method that no need is listed for is refused, so that a new one is not open by oversight.
 */
public final class IdentifiedCalls implements ServerInterceptor {
    /** Health and reflection, which each port has. */
    private static final Map<String, RpcNeed> OF_EACH_PORT = Map.of(
            "grpc.health.v1.Health/Check", new RpcNeed.Nothing(),
            "grpc.health.v1.Health/List", new RpcNeed.Nothing(),
            "grpc.health.v1.Health/Watch", new RpcNeed.Nothing(),
            "grpc.reflection.v1.ServerReflection/ServerReflectionInfo", new RpcNeed.Identity(),
            "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", new RpcNeed.Identity());

    private static final Logger log = LoggerFactory.getLogger(IdentifiedCalls.class);
    private static final Caller ANYONE = new Caller.Anyone();
    private static final Context.Key<Caller> CALLER = Context.keyWithDefault("caller", ANYONE);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> FORWARDED =
            Metadata.Key.of("x-forwarded-client-cert", Metadata.ASCII_STRING_MARSHALLER);

    private final Callers callers;
    private final Map<String, RpcNeed> needs;

    /** @param needs of the service's own methods, by full name */
    public IdentifiedCalls(Callers callers, Map<String, RpcNeed> needs) {
        this.callers = callers;
        Map<String, RpcNeed> all = new HashMap<>(OF_EACH_PORT);
        all.putAll(needs);
        this.needs = Map.copyOf(all);
    }

    /** The caller of the call that this thread works for. */
    public static Caller caller() {
        return CALLER.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!callers.areAuthenticated()) {
            return next.startCall(call, headers);
        }
        RpcNeed need = needs.get(call.getMethodDescriptor().getFullMethodName());
        return switch (need) {
            case null -> refuse(call, Status.PERMISSION_DENIED, "no caller may use this method");
            case RpcNeed.Nothing() -> next.startCall(call, headers);
            case RpcNeed.Identity(), RpcNeed.OneOf(var _) -> identified(call, headers, next);
        };
    }

    private <Q, A> ServerCall.Listener<Q> identified(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return switch (callers.find(presented(call.getAttributes(), headers))) {
            case Callers.Finding.Found(Caller caller) ->
                Contexts.interceptCall(Context.current().withValue(CALLER, caller), call, headers, next);
            case Callers.Finding.Unauthenticated(String why) -> refuse(call, Status.UNAUTHENTICATED, why);
        };
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status status, String why) {
        log.info(
                "refused a call: method={} caller={} status={} why={}",
                call.getMethodDescriptor().getFullMethodName(),
                call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
                status.getCode(),
                why);
        call.close(status.withDescription(why), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static Presented presented(Attributes attributes, Metadata headers) {
        return new Presented(
                Optional.ofNullable(attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
                        .map(PortTls::certificates)
                        .orElse(List.of()),
                Optional.ofNullable(headers.get(AUTHORIZATION)),
                Presented.joined(headers.getAll(FORWARDED)));
    }
}
