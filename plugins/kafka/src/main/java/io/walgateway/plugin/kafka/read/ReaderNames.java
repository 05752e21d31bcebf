package io.walgateway.plugin.kafka.read;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names for readers that stay the same when a killed process is restarted. Under such a name, a reader gets its slices
 * back at once. Without one, nobody gets them until the group considers the killed reader dead. Safe for any number of
 * threads.
 */
public final class ReaderNames {
    private final Map<String, BitSet> taken = new HashMap<>();

    /** A name that no other open reader of this process has in its group. */
    public record Name(String text, Runnable release) {}

    /**
     * Takes the lowest number that no other reader of the process has for this group and these topics.
     *
     * @param member the member name of the process
     */
    public synchronized Name take(String member, String group, List<String> topics) {
        String place = group + "/" + String.join(",", topics);
        BitSet numbers = taken.computeIfAbsent(place, _ -> new BitSet());
        int number = numbers.nextClearBit(0);
        numbers.set(number);
        String text = member + "-" + Integer.toHexString(topics.hashCode()) + "-" + number;
        return new Name(text, () -> release(place, number));
    }

    private synchronized void release(String place, int number) {
        BitSet numbers = taken.get(place);
        if (numbers != null) {
            numbers.clear(number);
        }
    }
}
