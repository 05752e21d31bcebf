package io.walgateway.plugin.grpc.target;

import io.grpc.Metadata;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.plugin.grpc.address.FixedMetadata;
import io.walgateway.plugin.grpc.address.MetadataNames;
import java.util.List;
import java.util.Optional;

/**
 * The metadata of a call: the gateway's own, those of the target's address, and the headers that came with the message,
 * while there is room. A message is never rejected for headers that are only passed on. A request that says itself which
 * message it is needs none of that: names and values that change with each call are most of what a short call costs.
 */
final class RequestMetadata {
    private static final Metadata.Key<String> IDEMPOTENCY_KEY = text(MetadataNames.IDEMPOTENCY_KEY);
    private static final Metadata.Key<String> MESSAGE_ID = text("wal-message-id");
    private static final Metadata.Key<String> NAMESPACE = text("wal-namespace");
    private static final Metadata.Key<String> WRITE_TIME = text("wal-write-time");
    private static final Metadata.Key<String> ATTEMPT = text("wal-attempt");
    private static final Metadata.Key<byte[]> ORDERING_KEY = binary("wal-ordering-key-bin");
    private static final Metadata.Key<String> AUTHORIZATION = text(MetadataNames.AUTHORIZATION);
    private static final Metadata.Key<String> TRACE_PARENT = text(TraceContext.PARENT);
    private static final Metadata.Key<String> TRACE_STATE = text(TraceContext.STATE);

    private final Metadata metadata = new Metadata();

    private RequestMetadata() {}

    /** @param ofMessage true if metadata say which message it is, and have the headers that came with it */
    static Metadata of(
            DeliveryAttempt attempt, FixedMetadata fixed, Optional<String> authorization, boolean ofMessage) {
        RequestMetadata request = new RequestMetadata();
        authorization.ifPresent(value -> request.metadata.put(AUTHORIZATION, value));
        request.addTrace(attempt.message().provenance().trace());
        if (ofMessage) {
            request.addOwn(attempt);
        }
        fixed.values().forEach(request::add);
        if (ofMessage) {
            request.addPassedOn(attempt.message().provenance().headers(), fixed);
        }
        return request.metadata;
    }

    /** The metadata of a call that delivers nothing. */
    static Metadata of(Optional<String> authorization) {
        Metadata metadata = new Metadata();
        authorization.ifPresent(value -> metadata.put(AUTHORIZATION, value));
        return metadata;
    }

    private void addOwn(DeliveryAttempt attempt) {
        Message message = attempt.message();
        String id = message.id().toString();
        metadata.put(IDEMPOTENCY_KEY, id);
        metadata.put(MESSAGE_ID, id);
        metadata.put(NAMESPACE, message.namespace());
        metadata.put(WRITE_TIME, message.lifecycle().writeTime().toString());
        metadata.put(ATTEMPT, Integer.toString(attempt.number()));
        if (!message.orderingKey().isEmpty()) {
            metadata.put(ORDERING_KEY, message.orderingKey().unsafeArray());
        }
    }

    private void addTrace(TraceContext trace) {
        if (!trace.isNone()) {
            metadata.put(TRACE_PARENT, trace.parent());
        }
        if (!trace.state().isEmpty()) {
            metadata.put(TRACE_STATE, trace.state());
        }
    }

    private void addPassedOn(List<Header> headers, FixedMetadata fixed) {
        int room = MetadataNames.BYTES_MAX - fixed.bytes();
        for (Header header : headers) {
            String name = MetadataNames.sent(header.name());
            Optional<Bytes> value = header.value().filter(bytes -> isLegal(name, bytes));
            if (value.isPresent() && !fixed.values().containsKey(name)) {
                int bytes = MetadataNames.bytes(name, value.get().size());
                if (bytes <= room) {
                    room -= bytes;
                    add(name, value.get());
                }
            }
        }
    }

    private static boolean isLegal(String name, Bytes value) {
        return MetadataNames.isLegal(name)
                && !MetadataNames.isReserved(name)
                && value.size() <= MetadataNames.BYTES_MAX
                && (MetadataNames.isBinary(name) || MetadataNames.isLegalText(value.asUtf8()));
    }

    private void add(String name, Bytes value) {
        if (MetadataNames.isBinary(name)) {
            metadata.put(binary(name), value.unsafeArray());
        } else {
            metadata.put(text(name), value.asUtf8());
        }
    }

    private static Metadata.Key<String> text(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    private static Metadata.Key<byte[]> binary(String name) {
        return Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER);
    }
}
