package io.walgateway.core.watermark;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of ascending positions, and which of them are settled. Positions are kept as distances from the first one,
 * and not at all while they are dense. Of a full, settled stretch only the object itself remains.
 */
final class WatermarkBlock {
    private static final int CAPACITY = 1024;
    private static final int[] NONE = {};
    private static final long[] NO_BITS = {};

    private final long first;
    private int size = 1;
    private int settledCount;
    private int lowestOpen;
    private long[] settled = new long[1];
    /** Distances from the first position; null while the n-th position is {@code first + n}. */
    private int @Nullable [] distances;

    WatermarkBlock(long first) {
        this.first = first;
    }

    /** Returns false if the block has no room for the position. */
    boolean handOut(long position) {
        long distance = position - first;
        if (size == CAPACITY || distance > Integer.MAX_VALUE) {
            return false;
        }
        if (distances == null && distance != size) {
            distances = denseDistances();
        }
        if (distances != null) {
            distances = withRoom(distances);
            distances[size] = (int) distance;
        }
        size++;
        if (size > settled.length * Long.SIZE) {
            settled = Arrays.copyOf(settled, Math.min(settled.length * 4, CAPACITY / Long.SIZE));
        }
        return true;
    }

    /** Returns false if the position was not open. */
    boolean complete(long position) {
        int index = indexOf(position);
        if (index < 0 || isSettled(index)) {
            return false;
        }
        settled[index >> 6] |= 1L << index;
        settledCount++;
        while (lowestOpen < size && isSettled(lowestOpen)) {
            lowestOpen++;
        }
        if (settled()) {
            settled = NO_BITS;
            distances = NONE;
        }
        return true;
    }

    /** The block is full, and nothing in it is open: it will never change again. */
    boolean settled() {
        return size == CAPACITY && settledCount == CAPACITY;
    }

    boolean hasOpen() {
        return settledCount < size;
    }

    long lowestOpen() {
        return first + (distances == null ? lowestOpen : distances[lowestOpen]);
    }

    private boolean isSettled(int index) {
        return (settled[index >> 6] & 1L << index) != 0;
    }

    private int indexOf(long position) {
        long distance = position - first;
        if (distances != null) {
            int end = Math.min(size, distances.length);
            return distance > Integer.MAX_VALUE ? -1 : Arrays.binarySearch(distances, 0, end, (int) distance);
        }
        return distance < size ? (int) distance : -1;
    }

    private int[] denseDistances() {
        int[] dense = new int[Math.max(16, size)];
        for (int index = 0; index < size; index++) {
            dense[index] = index;
        }
        return dense;
    }

    private int[] withRoom(int[] array) {
        return size < array.length ? array : Arrays.copyOf(array, Math.min(CAPACITY, array.length * 2));
    }
}
