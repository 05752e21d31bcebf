package io.walgateway.core.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Immutable bytes with value equality. Wrapping does not copy: the caller gives the array away. */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int size;

    private Bytes(byte[] array, int offset, int size) {
        this.array = array;
        this.offset = offset;
        this.size = size;
    }

    /** Wraps the array without a copy; the caller must not change it afterwards. */
    public static Bytes wrap(byte[] array) {
        return wrap(array, 0, array.length);
    }

    /**
     * Wraps a part of an array without a copy. The whole array stays in memory for as long as the part does; the caller
     * must not change it afterwards.
     */
    public static Bytes wrap(byte[] array, int offset, int size) {
        Objects.checkFromIndexSize(offset, size, array.length);
        return size == 0 ? EMPTY : new Bytes(array, offset, size);
    }

    /** The text in UTF-8. */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** A read-only view, without a copy. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(array, offset, size).slice().asReadOnlyBuffer();
    }

    /**
     * An array of exactly these bytes, for clients that take arrays and leave them unchanged. Copies only if the bytes
     * are part of a larger array.
     */
    public byte[] unsafeArray() {
        return size == array.length ? array : Arrays.copyOfRange(array, offset, offset + size);
    }

    /** The bytes read as UTF-8; malformed input becomes the replacement character. */
    public String asUtf8() {
        return new String(array, offset, size, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes
                && Arrays.equals(array, offset, offset + size, bytes.array, bytes.offset, bytes.offset + bytes.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int index = offset; index < offset + size; index++) {
            hash = 31 * hash + array[index];
        }
        return hash;
    }

    /** Shows the size only: payloads never reach logs. */
    @Override
    public String toString() {
        return size + " bytes";
    }
}
