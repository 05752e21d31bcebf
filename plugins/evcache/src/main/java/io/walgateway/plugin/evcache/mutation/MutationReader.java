package io.walgateway.plugin.evcache.mutation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.plugin.evcache.address.EvcacheAddress;
import io.walgateway.plugin.evcache.address.PayloadForm;
import io.walgateway.proto.v1.CacheMutation;
import java.time.Instant;

/** Reads payloads. */
public final class MutationReader {
    private static final String EXPECTED = "a CacheMutation of wal.v1, in protobuf or as JSON";
    /** No field of the message begins with this byte. */
    private static final byte JSON_BEGINS = '{';

    private MutationReader() {}

    /** The change that a message asks for. */
    public static Mutation read(Message message, EvcacheAddress address) throws UnfitMutationException {
        return of(
                parse(message.payload(), address), address, message.lifecycle().writeTime());
    }

    /** The change as its writer encoded it; {@link #of} says whether it is one that a cache can carry out. */
    public static CacheMutation parse(Bytes payload, EvcacheAddress address) throws UnfitMutationException {
        PayloadForm form = address.form().orElseGet(() -> shown(payload));
        return switch (form) {
            case PROTOBUF -> protobuf(payload);
            case JSON -> MutationJson.read(payload);
        };
    }

    private static PayloadForm shown(Bytes payload) {
        return !payload.isEmpty() && payload.asBuffer().get(0) == JSON_BEGINS ? PayloadForm.JSON : PayloadForm.PROTOBUF;
    }

    private static CacheMutation protobuf(Bytes payload) throws UnfitMutationException {
        try {
            CacheMutation mutation = CacheMutation.parseFrom(payload.asBuffer());
            if (!mutation.getUnknownFields().asMap().isEmpty()
                    || !mutation.getStored().getUnknownFields().asMap().isEmpty()) {
                throw new UnfitMutationException("", payload.size() + " bytes with unknown fields", EXPECTED);
            }
            return mutation;
        } catch (InvalidProtocolBufferException e) {
            throw new UnfitMutationException("", payload.size() + " bytes", EXPECTED, e);
        }
    }

    /** The change that a cache carries out. */
    public static Mutation of(CacheMutation mutation, EvcacheAddress address, Instant writeTime)
            throws UnfitMutationException {
        Bytes key = CacheKey.of(address.cache(), mutation.getKey());
        return switch (mutation.getOperation()) {
            case CACHE_OPERATION_SET ->
                new Mutation.Set(
                        key,
                        ValueEncoder.encode(mutation, address.compressBytesOver()),
                        Expiry.of(mutation, writeTime));
            case CACHE_OPERATION_ADD ->
                new Mutation.Add(
                        key,
                        ValueEncoder.encode(mutation, address.compressBytesOver()),
                        Expiry.of(mutation, writeTime));
            case CACHE_OPERATION_DELETE -> {
                requireNoValue(mutation);
                if (mutation.getExpiryCase() != CacheMutation.ExpiryCase.EXPIRY_NOT_SET) {
                    throw new UnfitMutationException("expiry", "given", "none: a delete takes effect at once");
                }
                yield new Mutation.Delete(key);
            }
            case CACHE_OPERATION_TOUCH -> {
                requireNoValue(mutation);
                if (mutation.getExpiryCase() == CacheMutation.ExpiryCase.EXPIRY_NOT_SET) {
                    throw new UnfitMutationException("expiry", "absent", "ttl_seconds or expire_time");
                }
                yield new Mutation.Touch(key, Expiry.of(mutation, writeTime));
            }
            case CACHE_OPERATION_UNSPECIFIED, UNRECOGNIZED ->
                throw new UnfitMutationException(
                        "operation",
                        mutation.getOperationValue() == 0 ? "absent" : "unknown",
                        "one of CACHE_OPERATION_SET, _DELETE, _TOUCH, _ADD");
        };
    }

    private static void requireNoValue(CacheMutation mutation) throws UnfitMutationException {
        if (mutation.getValueCase() != CacheMutation.ValueCase.VALUE_NOT_SET) {
            throw new UnfitMutationException("value", "given", "none with this operation");
        }
    }
}
