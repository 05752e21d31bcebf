package io.walgateway.server;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the messages of one type. Bytes that are not such a message end their call, and {@link MessageGuard} then keeps
 * the call from the service.
 */
final class GuardedMarshaller<M> implements Marshaller<M> {
    private final PrototypeMarshaller<M> protobuf;

    /** @param protobuf the marshaller of generated code */
    GuardedMarshaller(MethodDescriptor.Marshaller<M> protobuf) {
        this.protobuf = (PrototypeMarshaller<M>) protobuf;
    }

    @Override
    public InputStream stream(M message) {
        return protobuf.stream(message);
    }

    @Override
    public M parse(InputStream bytes) {
        try (bytes) {
            return protobuf.parse(bytes);
        } catch (RefusedException e) {
            return refused(e.why());
        } catch (IOException | RuntimeException e) {
            return refused(new Answer.NotParsable(cause(e)));
        }
    }

    /** Returns a placeholder message because one is required. Nobody will see it: the call has ended. */
    private M refused(Answer.Unread why) {
        Arrival.current().refuse(why);
        M prototype = protobuf.getMessagePrototype();
        if (prototype == null) {
            throw new IllegalStateException("Expected a marshaller of protobuf messages, but it has no prototype");
        }
        return prototype;
    }

    private static String cause(Exception failure) {
        Throwable cause = failure.getCause() instanceof InvalidProtocolBufferException invalid ? invalid : failure;
        return String.valueOf(cause.getMessage());
    }
}
