package io.walgateway.plugin.grpc.target;

import io.grpc.MethodDescriptor;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;

/** Any unary method: the payload is the request, byte for byte, and OK is delivered, whatever the answer says. */
final class AnyMethod implements Procedure<Bytes, AnyMethod.Ignored> {
    private final MethodDescriptor<Bytes, Ignored> method;

    /** @param name with service and package, such as {@code com.shop.Orders/Put} */
    AnyMethod(String name) {
        this.method = MethodDescriptor.<Bytes, Ignored>newBuilder(new Payloads(), new Answers())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(name)
                .build();
    }

    /** An answer of which nobody wants to know anything. */
    enum Ignored {
        ANSWER
    }

    @Override
    public MethodDescriptor<Bytes, Ignored> method() {
        return method;
    }

    @Override
    public Bytes request(DeliveryAttempt attempt) {
        return attempt.message().payload();
    }

    @Override
    public DeliveryOutcome outcome(Optional<Ignored> answer, String server) {
        return DeliveryOutcome.DELIVERED;
    }

    @Override
    public boolean describesMessage() {
        return false;
    }

    private static final class Payloads implements MethodDescriptor.Marshaller<Bytes> {
        @Override
        public InputStream stream(Bytes payload) {
            return new ByteArrayInputStream(payload.unsafeArray());
        }

        @Override
        public Bytes parse(InputStream stream) {
            throw new UnsupportedOperationException("requests are only sent");
        }
    }

    private static final class Answers implements MethodDescriptor.Marshaller<Ignored> {
        @Override
        public InputStream stream(Ignored answer) {
            throw new UnsupportedOperationException("answers are only received");
        }

        @Override
        public Ignored parse(InputStream stream) {
            return Ignored.ANSWER;
        }
    }
}
