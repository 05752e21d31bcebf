package io.walgateway.it.sim;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The log: durable, in slices, with occasional gaps in its positions. */
final class SimLog {
    static final String QUEUE = "orders";
    private static final double HOLE = 0.05;

    private final List<TreeMap<Long, LogEntry>> slices = new ArrayList<>();
    private final Map<Bytes, LogEntry> lastOfKey = new HashMap<>();
    private final long[] ends;
    private final World world;

    SimLog(World world) {
        this.world = world;
        ends = new long[world.plan.shape().slices()];
        for (int slice = 0; slice < world.plan.shape().slices(); slice++) {
            slices.add(new TreeMap<>());
        }
    }

    /** Entries of one key are in the same slice. */
    int sliceOf(Bytes key, long dieNumber) {
        return key.isEmpty()
                ? (int) world.dice.between(0, slices.size() - 1, Dice.Roll.PLACE, dieNumber, 0)
                : Math.floorMod(key.hashCode(), slices.size());
    }

    LogEntry append(int slice, Bytes key, Bytes record, @Nullable WriteTry origin) {
        long position = ends[slice];
        if (world.dice.chance(HOLE, Dice.Roll.GAP, slice, position)) {
            position++;
        }
        Instant appended = world.schedule.instant(0);
        Message message = message(new Lease(new Slice(QUEUE, slice, 0), position, key, record, appended, 0));
        boolean ordered = message != null
                && message.target().isPresent()
                && !message.orderingKey().isEmpty();
        LogEntry before = ordered ? lastOfKey.get(key) : null;
        LogEntry entry = new LogEntry(slice, position, key, record, appended, origin, message, before);
        if (ordered) {
            lastOfKey.put(key, entry);
        }
        slices.get(slice).put(position, entry);
        ends[slice] = position + 1;
        world.tally.count(Tally.Count.ENTRIES);
        world.journal.note(() -> "appended: " + entry);
        return entry;
    }

    int slices() {
        return slices.size();
    }

    /** The position after the last one. */
    long end(int slice) {
        return ends[slice];
    }

    LogEntry at(int slice, long position) {
        LogEntry entry = slices.get(slice).get(position);
        if (entry == null) {
            throw new IllegalStateException("Expected an entry at " + slice + "@" + position + ", but there is none");
        }
        return entry;
    }

    /** Entries from one position (inclusive) to another (exclusive). */
    Iterable<LogEntry> range(int slice, long from, long to) {
        return from >= to ? List.of() : slices.get(slice).subMap(from, to).values();
    }

    private static @Nullable Message message(Lease lease) {
        return switch (EnvelopeCodec.decode(lease, Callers.NAMESPACE)) {
            case DecodedRecord.Intact(Message message, var _) -> message;
            case DecodedRecord.Malformed _ -> null;
        };
    }
}
