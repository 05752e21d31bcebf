package io.walgateway.plugin.evcache.mutation;

import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.evcache.meta.CacheValue;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.StoredValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Encodes values as EVCache's client does, so that it reads them back as the same Java type. */
final class ValueEncoder {
    static final int TEXT = 0;
    static final int COMPRESSED = 1 << 1;
    static final int INTEGER = 3 << 8;
    static final int BYTES = 8 << 8;

    private ValueEncoder() {}

    /**
     * The bytes and flags of a mutation's value.
     *
     * @param compressOver texts and byte arrays of more bytes are compressed, where that makes them smaller
     */
    static CacheValue encode(CacheMutation mutation, long compressOver) throws UnfitMutationException {
        return switch (mutation.getValueCase()) {
            case TEXT -> compressed(mutation.getText().getBytes(StandardCharsets.UTF_8), TEXT, compressOver);
            case BYTES -> compressed(mutation.getBytes().toByteArray(), BYTES, compressOver);
            case INTEGER -> new CacheValue(Bytes.wrap(packed(mutation.getInteger())), INTEGER);
            case STORED -> stored(mutation.getStored());
            case VALUE_NOT_SET ->
                throw new UnfitMutationException("value", "absent", "one of text, bytes, integer, stored");
        };
    }

    private static CacheValue stored(StoredValue value) {
        return new CacheValue(Bytes.wrap(value.getData().toByteArray()), Integer.toUnsignedLong(value.getFlags()));
    }

    private static CacheValue compressed(byte[] data, int flags, long over) {
        if (data.length > over) {
            byte[] smaller = gzip(data);
            if (smaller.length < data.length) {
                return new CacheValue(Bytes.wrap(smaller), flags | COMPRESSED);
            }
        }
        return new CacheValue(Bytes.wrap(data), flags);
    }

    private static byte[] gzip(byte[] data) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(data.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /** Big-endian without leading zero bytes; 0 has no bytes. */
    private static byte[] packed(long value) {
        byte[] packed = new byte[(Long.SIZE - Long.numberOfLeadingZeros(value) + Byte.SIZE - 1) / Byte.SIZE];
        long left = value;
        for (int at = packed.length - 1; at >= 0; at--) {
            packed[at] = (byte) left;
            left >>>= Byte.SIZE;
        }
        return packed;
    }
}
