package io.walgateway.core.watermark;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How far a slice is settled when its positions are handed out in ascending order and settled in any order. Everything
 * below {@link #committable} is settled, so reading may begin there after a restart.
 *
 * <p>Positions need not be dense: a position that was never handed out (compacted away, or a transaction's marker) is
 * not waited for. Memory grows with the positions above the oldest open one: 4 bits or less for each position of a
 * dense log, about 4 bytes in a sparse one, and next to nothing for long stretches that are already settled. Not
 * thread-safe.
 */
public final class OffsetWatermark {
    private final TreeMap<Long, WatermarkBlock> blocks = new TreeMap<>();
    private long last = -1;
    private long open;

    /**
     * Records that this position is handed out.
     *
     * @throws IllegalArgumentException when the position is not above all earlier ones
     */
    public void handOut(long position) {
        if (position <= last) {
            throw new IllegalArgumentException("position: " + position + " (expected: > " + last + ")");
        }
        last = position;
        open++;
        Map.Entry<Long, WatermarkBlock> newest = blocks.lastEntry();
        if (newest == null || !newest.getValue().handOut(position)) {
            blocks.put(position, new WatermarkBlock(position));
        }
    }

    /** No position below this one will be handed out from now on. */
    public void skipTo(long position) {
        last = Math.max(last, position - 1);
    }

    /** Settles this position. Returns false if it was not open: it was settled before or never handed out. */
    public boolean complete(long position) {
        Map.Entry<Long, WatermarkBlock> entry = blocks.floorEntry(position);
        if (entry == null || !entry.getValue().complete(position)) {
            return false;
        }
        open--;
        dropSettled();
        return true;
    }

    /** The lowest position that is not settled, or the one after the last; empty before anything was handed out. */
    public OptionalLong committable() {
        if (last < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                open == 0 ? last + 1 : blocks.firstEntry().getValue().lowestOpen());
    }

    /** How many positions are handed out and not settled. */
    public long open() {
        return open;
    }

    /** The newest block stays while it has room, so a slice that is settled as it is read needs only one. */
    private void dropSettled() {
        while (!blocks.isEmpty()) {
            WatermarkBlock oldest = blocks.firstEntry().getValue();
            if (oldest.hasOpen() || (blocks.size() == 1 && !oldest.settled())) {
                return;
            }
            blocks.pollFirstEntry();
        }
    }
}
