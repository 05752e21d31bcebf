package io.walgateway.plugin.kafka.read;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts of failed attempts by position, as text beside a committed offset. The text is short, because Kafka allows
 * 4,096 characters.
 *
 * <p>It is Base64 of these bytes: the format's number (1), then a group for each count that occurs, the highest first.
 * A group is the count, the runs of positions that have it, and 0. A run is {@code (gap + 1) * 2}, plus 1 when it is
 * longer than one position, in which case its length follows. The gap is measured from the end of the run before, or
 * from the committed offset for the first run. All numbers are varints. A position thus costs a byte or two, and a long
 * run of neighbours next to nothing.
 */
final class AttemptCounts {
    /** Kafka's default limit. */
    static final int CHARS_MAX = 4096;

    private static final int FORMAT = 1;

    private AttemptCounts() {}

    /**
     * @param text    within the limit
     * @param dropped the number of counts that did not fit: the lowest ones, and among equal ones the last
     */
    record Encoded(String text, int dropped) {}

    /** @param counts by position, none below the offset; each at least 1 */
    static Encoded encode(long offset, Map<Long, Integer> counts, int charsMax) {
        if (counts.isEmpty()) {
            return new Encoded("", 0);
        }
        NavigableMap<Integer, TreeSet<Long>> byCount = new TreeMap<>(Collections.reverseOrder());
        counts.forEach((position, count) ->
                byCount.computeIfAbsent(count, _ -> new TreeSet<>()).add(position));
        Budget out = new Budget(charsMax / 4 * 3);
        int written = 0;
        if (out.write(FORMAT)) {
            for (Map.Entry<Integer, TreeSet<Long>> group : byCount.entrySet()) {
                written += writeGroup(out, offset, group.getKey(), group.getValue());
            }
        }
        return new Encoded(written == 0 ? "" : out.base64(), counts.size() - written);
    }

    /** @throws IllegalArgumentException when the text has another format */
    static Map<Long, Integer> decode(long offset, String text) {
        TreeMap<Long, Integer> counts = new TreeMap<>();
        if (text.isEmpty()) {
            return counts;
        }
        VarintReader in = new VarintReader(Base64.getUrlDecoder().decode(text));
        if (in.next() != FORMAT) {
            throw new IllegalArgumentException("format: unknown (expected: " + FORMAT + ")");
        }
        while (in.hasNext()) {
            readGroup(in, offset, counts);
        }
        return counts;
    }

    private static int writeGroup(Budget out, long offset, int count, Set<Long> positions) {
        if (!out.open(count)) {
            return 0;
        }
        int written = 0;
        long end = offset;
        Iterator<Long> rest = positions.iterator();
        long start = rest.next();
        long next = start;
        while (next >= 0) {
            long length = 0;
            do {
                length++;
                next = rest.hasNext() ? rest.next() : -1;
            } while (next == start + length);
            if (!out.run(start - end, length)) {
                break;
            }
            written += (int) length;
            end = start + length;
            start = next;
        }
        out.close();
        return written;
    }

    private static void readGroup(VarintReader in, long offset, Map<Long, Integer> counts) {
        int count = (int) in.next();
        long end = offset;
        for (long token = in.next(); token != 0; token = in.next()) {
            long start = end + (token >> 1) - 1;
            long length = (token & 1) == 0 ? 1 : in.next();
            if (start < end || length < 1 || length > CHARS_MAX * 1_000L) {
                throw new IllegalArgumentException("run: " + start + "+" + length + " (expected: ascending runs)");
            }
            for (long position = start; position < start + length; position++) {
                counts.put(position, count);
            }
            end = start + length;
        }
    }

    /** Writes as long as there is room, and always keeps room for the end of the group. */
    private static final class Budget {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int max;

        Budget(int max) {
            this.max = max;
        }

        boolean open(int count) {
            return write(count);
        }

        boolean run(long gap, long length) {
            long token = (gap + 1) << 1;
            return length == 1 ? write(token) : write(token | 1, length);
        }

        void close() {
            bytes.write(0);
        }

        boolean write(long... numbers) {
            int size = 1;
            for (long number : numbers) {
                size += Math.max(1, (70 - Long.numberOfLeadingZeros(number)) / 7);
            }
            if (bytes.size() + size > max) {
                return false;
            }
            for (long number : numbers) {
                varint(number);
            }
            return true;
        }

        String base64() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        }

        private void varint(long number) {
            long rest = number;
            while (rest > 0x7f) {
                bytes.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }
}
