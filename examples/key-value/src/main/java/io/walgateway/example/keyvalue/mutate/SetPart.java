package io.walgateway.example.keyvalue.mutate;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One part of a mutation set: a request that the gateway sends to this service.
 *
 * @param method  the full name of the method
 * @param request its bytes, the same for the same request: a repeated part must have the same checksum
 */
record SetPart(String method, ByteString request) {

    static <Q extends MessageLite> SetPart of(MethodDescriptor<Q, ?> method, Q request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(request.getSerializedSize());
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        output.useDeterministicSerialization();
        try {
            request.writeTo(output);
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SetPart(method.getFullMethodName(), ByteString.copyFrom(bytes.toByteArray()));
    }
}
