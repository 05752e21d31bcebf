package io.walgateway.plugin.kafka.read;

/** Reads varints: seven bits of a number in each byte, the lowest first. */
final class VarintReader {
    private final byte[] bytes;
    private int next;

    VarintReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasNext() {
        return next < bytes.length;
    }

    /** @throws IllegalArgumentException when the bytes end within a number, or the number is too large */
    long next() {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (!hasNext()) {
                throw new IllegalArgumentException("bytes: " + bytes.length + " (expected: a whole number at the end)");
            }
            byte part = bytes[next++];
            number |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("number: more than 63 bits (expected: a position or a count)");
    }
}
