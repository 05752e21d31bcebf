package io.walgateway.core.set;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The parts that a set has so far. */
public final class PartList {
    private final BitSet sequences = new BitSet();
    private final long bytes;

    /** @param notes the numbers of {@link PartNote}s */
    public PartList(List<Integer> notes) {
        long sum = 0;
        for (int number : notes) {
            PartNote note = PartNote.read(number);
            sequences.set(note.sequence());
            sum += note.bytes();
        }
        bytes = sum;
    }

    /** How many there are. */
    public int count() {
        return sequences.cardinality();
    }

    /** The number of parts that a set has at least: one more than the highest sequence. */
    public int end() {
        return sequences.length();
    }

    /** The sizes of their payloads together; each size is rounded up to an even number. */
    public long bytes() {
        return bytes;
    }

    /** Sequences below the total that are not there, in ascending order. */
    public List<Integer> missing(int total) {
        return sequencesBelow(total)
                .filter(sequence -> !sequences.get(sequence))
                .boxed()
                .toList();
    }

    /** Sequences that are there and not below the total, in ascending order. */
    public List<Integer> beyond(int total) {
        return sequences.stream().filter(sequence -> sequence >= total).boxed().toList();
    }

    private static IntStream sequencesBelow(int total) {
        return IntStream.range(0, total);
    }
}
