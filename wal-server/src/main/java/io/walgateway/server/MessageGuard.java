package io.walgateway.server;

import com.google.rpc.Status;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a call whose bytes do not become a message, with a status that says why. gRPC itself would return UNKNOWN and
 * log each such call with a stack trace.
 */
final class MessageGuard implements ServerInterceptor {
    private static final Logger log = LoggerFactory.getLogger(MessageGuard.class);

    private final ServerMeters meters;

    MessageGuard(ServerMeters meters) {
        this.meters = meters;
    }

    /** The service, reading with {@link GuardedMarshaller}; calls must pass a {@link MessageGuard}. */
    static ServerServiceDefinition guarded(ServerServiceDefinition service) {
        List<ServerMethodDefinition<?, ?>> methods = service.getMethods().stream()
                .<ServerMethodDefinition<?, ?>>map(MessageGuard::guarded)
                .toList();
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
                        service.getServiceDescriptor().getName())
                .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder guarded = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(guarded::addMethod);
        return guarded.build();
    }

    private static <Q, A> ServerMethodDefinition<Q, A> guarded(ServerMethodDefinition<Q, A> method) {
        MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
        return ServerMethodDefinition.create(
                descriptor.toBuilder()
                        .setRequestMarshaller(new GuardedMarshaller<>(descriptor.getRequestMarshaller()))
                        .build(),
                method.getServerCallHandler());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Answering<Q, A> answering = new Answering<>(call);
        Hearing<Q> hearing = new Hearing<>(next.startCall(answering, headers), answering);
        Arrival.current().refuseBy(why -> {
            if (answering.closed) {
                return;
            }
            note(call, why);
            answering.end();
            close(call, Rejections.status(why));
            hearing.end();
        });
        return hearing;
    }

    private void note(ServerCall<?, ?> call, Answer.Unread why) {
        meters.unread(why);
        log.info(
                "refused a message: method={} caller={} why={}",
                call.getMethodDescriptor().getFullMethodName(),
                call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
                why);
    }

    private static void close(ServerCall<?, ?> call, Status status) {
        StatusRuntimeException refusal = StatusProto.toStatusRuntimeException(status);
        Metadata trailers = refusal.getTrailers();
        call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    /** The call as the service sees it; nothing is sent after the call was ended here. */
    private static final class Answering<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private volatile boolean ended;
        private volatile boolean closed;

        private Answering(ServerCall<Q, A> call) {
            super(call);
        }

        private void end() {
            ended = true;
        }

        @Override
        public void sendHeaders(Metadata headers) {
            if (!ended) {
                super.sendHeaders(headers);
            }
        }

        @Override
        public void sendMessage(A message) {
            if (!ended) {
                super.sendMessage(message);
            }
        }

        @Override
        public void close(io.grpc.Status status, Metadata trailers) {
            if (!ended) {
                closed = true;
                super.close(status, trailers);
            }
        }
    }

    /** The service's listener: after the call was ended here, it learns of the cancellation and nothing else. */
    private static final class Hearing<Q> extends SimpleForwardingServerCallListener<Q> {
        private final Answering<Q, ?> call;

        private Hearing(ServerCall.Listener<Q> service, Answering<Q, ?> call) {
            super(service);
            this.call = call;
        }

        private void end() {
            super.onCancel();
        }

        @Override
        public void onMessage(Q message) {
            if (!call.ended) {
                super.onMessage(message);
            }
        }

        @Override
        public void onHalfClose() {
            if (!call.ended) {
                super.onHalfClose();
            }
        }

        @Override
        public void onReady() {
            if (!call.ended) {
                super.onReady();
            }
        }

        @Override
        public void onCancel() {
            if (!call.ended) {
                super.onCancel();
            }
        }

        @Override
        public void onComplete() {
            if (!call.ended) {
                super.onComplete();
            }
        }
    }
}
