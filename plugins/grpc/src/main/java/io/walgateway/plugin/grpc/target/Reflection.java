package io.walgateway.plugin.grpc.target;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.reflection.v1.ErrorResponse;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.walgateway.core.text.Reasons;
import io.walgateway.plugin.grpc.call.Reply;
import io.walgateway.plugin.grpc.call.Stage;
import io.walgateway.plugin.grpc.call.UnaryCall;
import io.walgateway.plugin.grpc.connection.Access;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a server for a method by its reflection service, which calls nothing of the application. */
final class Reflection {
    /** Two questions at most, within the time of a review. */
    private static final UnaryCall.Limits LIMITS = new UnaryCall.Limits(Duration.ofSeconds(2), Duration.ofSeconds(2));

    private static final MethodDescriptor<ServerReflectionRequest, ServerReflectionResponse> V1 =
            ServerReflectionGrpc.getServerReflectionInfoMethod();
    /** The same protocol under its earlier name, which many servers still have alone. */
    private static final MethodDescriptor<ServerReflectionRequest, ServerReflectionResponse> V1_ALPHA = V1.toBuilder()
            .setFullMethodName("grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")
            .build();

    private Reflection() {}

    /** What a server says of a method. */
    sealed interface Finding {
        /** There is no connection. */
        record Away(String why) implements Finding {}

        /** The server answers, but does not tell. */
        record Untold() implements Finding {}

        /** The server has no such method. */
        record Missing() implements Finding {}

        record Found(boolean unary) implements Finding {}
    }

    /** @param method with service and package */
    static Finding find(Access access, String method) throws InterruptedException {
        String service = method.substring(0, method.indexOf('/'));
        Reply<ServerReflectionResponse> reply = ask(access, V1, service);
        if (reply.isAnswered() && reply.status().getCode() == Status.Code.UNIMPLEMENTED) {
            reply = ask(access, V1_ALPHA, service);
        }
        if (reply.stage() == Stage.WAITING) {
            Throwable cause = reply.status().getCause();
            return new Finding.Away(cause == null ? "no connection in time" : Reasons.of(cause));
        }
        return reply.answer()
                .map(response -> finding(response, service, method.substring(method.indexOf('/') + 1)))
                .orElse(new Finding.Untold());
    }

    private static Reply<ServerReflectionResponse> ask(
            Access access, MethodDescriptor<ServerReflectionRequest, ServerReflectionResponse> method, String service)
            throws InterruptedException {
        return UnaryCall.run(
                access.channel(),
                method,
                RequestMetadata.of(access.authorization()),
                ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol(service)
                        .build(),
                LIMITS);
    }

    private static Finding finding(ServerReflectionResponse response, String service, String method) {
        if (response.hasErrorResponse()) {
            ErrorResponse error = response.getErrorResponse();
            return error.getErrorCode() == Status.Code.NOT_FOUND.value() ? new Finding.Missing() : new Finding.Untold();
        }
        return service(response.getFileDescriptorResponse().getFileDescriptorProtoList(), service)
                .map(found -> finding(found, method))
                .orElse(new Finding.Untold());
    }

    private static Finding finding(ServiceDescriptorProto service, String method) {
        Optional<MethodDescriptorProto> found = service.getMethodList().stream()
                .filter(it -> it.getName().equals(method))
                .findFirst();
        return found.isPresent()
                ? new Finding.Found(
                        !found.get().getClientStreaming() && !found.get().getServerStreaming())
                : new Finding.Missing();
    }

    private static Optional<ServiceDescriptorProto> service(List<ByteString> files, String name) {
        for (ByteString bytes : files) {
            try {
                FileDescriptorProto file = FileDescriptorProto.parseFrom(bytes);
                String prefix = file.getPackage().isEmpty() ? "" : file.getPackage() + ".";
                for (ServiceDescriptorProto service : file.getServiceList()) {
                    if (name.equals(prefix + service.getName())) {
                        return Optional.of(service);
                    }
                }
            } catch (InvalidProtocolBufferException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
