package io.walgateway.producer;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.walgateway.core.message.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes between protobuf and the core, without a copy wherever one side's array is exactly the other's. */
final class ProtoBytes {
    private ProtoBytes() {}

    static ByteString of(Bytes bytes) {
        return bytes.isEmpty() ? ByteString.EMPTY : UnsafeByteOperations.unsafeWrap(bytes.unsafeArray());
    }

    static Bytes of(ByteString bytes) {
        if (bytes.isEmpty()) {
            return Bytes.EMPTY;
        }
        ArrayTaker taker = new ArrayTaker(bytes.size());
        try {
            UnsafeByteOperations.unsafeWriteTo(bytes, taker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(taker.array);
    }

    /** Keeps the array of a byte string that is all of it, and gathers the pieces of any other. */
    private static final class ArrayTaker extends ByteOutput {
        private final int size;
        private byte[] array = new byte[0];
        private int filled;

        private ArrayTaker(int size) {
            this.size = size;
        }

        @Override
        public void writeLazy(byte[] value, int offset, int length) {
            if (length == size && value.length == size) {
                array = value;
                filled = size;
            } else {
                write(value, offset, length);
            }
        }

        @Override
        public void write(byte value) {
            room()[filled++] = value;
        }

        @Override
        public void write(byte[] value, int offset, int length) {
            System.arraycopy(value, offset, room(), filled, length);
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
