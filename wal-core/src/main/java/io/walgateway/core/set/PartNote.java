package io.walgateway.core.set;

/**
 * One part in the list of a set: a number that durable storage lists without reading any content.
 *
 * @param sequence the part's place in the set
 * @param bytes    the size of its payload, rounded up to an even number
 */
public record PartNote(int sequence, int bytes) {
    /** Largest payload of a part that a note can express; more than one item of durable storage holds. */
    public static final int BYTES_MAX = 256 << 10;

    private static final int SIZE_BITS = 17;
    private static final int SIZE_MASK = (1 << SIZE_BITS) - 1;

    /** The note of a part whose payload is smaller than {@link #BYTES_MAX}. */
    public static PartNote of(int sequence, int bytes) {
        if (sequence < 0 || sequence >= SetPolicy.PARTS_LIMIT || bytes < 0 || bytes >= BYTES_MAX) {
            throw new IllegalArgumentException("part " + sequence + " of " + bytes + " bytes (expected: less than "
                    + SetPolicy.PARTS_LIMIT + " and " + BYTES_MAX + ")");
        }
        return new PartNote(sequence, (bytes + 1) / 2 * 2);
    }

    /** Reads a note. */
    public static PartNote read(int number) {
        return new PartNote(number >>> SIZE_BITS, (number & SIZE_MASK) * 2);
    }

    /** The number to store; notes are in the order of their sequences. */
    public int number() {
        return sequence << SIZE_BITS | bytes / 2;
    }
}
