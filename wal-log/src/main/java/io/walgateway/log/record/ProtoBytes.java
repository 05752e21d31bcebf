package io.walgateway.log.record;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.walgateway.core.message.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/** Converts bytes between protobuf and the core, without a copy wherever one side's array is exactly the other's. */
public final class ProtoBytes {
    /** The size of a message's id. */
    static final int ID_BYTES = 2 * Long.BYTES;

    private ProtoBytes() {}

    /** An id as 16 bytes. */
    public static ByteString of(UUID id) {
        ByteBuffer buffer = ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return ByteString.copyFrom(buffer.flip());
    }

    /** The id in {@link #ID_BYTES} bytes. */
    public static UUID id(ByteString bytes) {
        ByteBuffer id = bytes.asReadOnlyByteBuffer();
        return new UUID(id.getLong(), id.getLong());
    }

    /** The same bytes, not copied: neither side changes them. */
    public static ByteString of(Bytes bytes) {
        return bytes.isEmpty() ? ByteString.EMPTY : UnsafeByteOperations.unsafeWrap(bytes.unsafeArray());
    }

    /** Bytes that keep nothing but themselves in memory. */
    public static Bytes of(ByteString bytes) {
        return taken(bytes, false);
    }

    /** Does not copy a part of an array either; the whole array then stays in memory with it. */
    public static Bytes partOf(ByteString bytes) {
        return taken(bytes, true);
    }

    private static Bytes taken(ByteString bytes, boolean parts) {
        if (bytes.isEmpty()) {
            return Bytes.EMPTY;
        }
        ArrayTaker taker = new ArrayTaker(bytes.size(), parts);
        try {
            UnsafeByteOperations.unsafeWriteTo(bytes, taker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(taker.array, taker.offset, bytes.size());
    }

    /**
     * Keeps the array of a byte string if the string is all of it, or a part if that is allowed. Gathers the pieces of
     * any other string.
     */
    private static final class ArrayTaker extends ByteOutput {
        private final int size;
        private final boolean parts;
        private byte[] array = new byte[0];
        private int offset;
        private int filled;

        private ArrayTaker(int size, boolean parts) {
            this.size = size;
            this.parts = parts;
        }

        @Override
        public void writeLazy(byte[] value, int from, int length) {
            if (length == size && (parts || value.length == size)) {
                array = value;
                offset = from;
                filled = size;
            } else {
                write(value, from, length);
            }
        }

        @Override
        public void write(byte value) {
            room()[filled++] = value;
        }

        @Override
        public void write(byte[] value, int from, int length) {
            System.arraycopy(value, from, room(), filled, length);
            filled += length;
        }

        @Override
        public void write(ByteBuffer value) {
            int length = value.remaining();
            value.get(room(), filled, length);
            filled += length;
        }

        @Override
        public void writeLazy(ByteBuffer value) {
            write(value);
        }

        private byte[] room() {
            if (array.length != size) {
                array = Arrays.copyOf(array, size);
            }
            return array;
        }
    }
}
