package io.walgateway.core.namespace;

import io.walgateway.core.message.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Assigns keys to queues by rendezvous hashing. An added queue takes keys from the others, a removed queue leaves its
 * keys to the others, and no key moves between two queues that stay. Safe for any number of threads.
 */
public final class QueueChoice {
    private final List<String> names;
    private final long[] seeds;

    /** @param names the queues, at least one; their order does not matter */
    public QueueChoice(List<String> names) {
        this.names = List.copyOf(names);
        this.seeds = names.stream()
                .mapToLong(name -> hash(name.getBytes(StandardCharsets.UTF_8)))
                .toArray();
    }

    /** The queue of a key that is not empty. */
    public String of(Bytes key) {
        return names.get(indexOf(key));
    }

    /** The index of the key's queue among the names. */
    public int indexOf(Bytes key) {
        if (seeds.length == 1) {
            return 0;
        }
        long hash = hash(key.unsafeArray());
        int best = 0;
        long highest = Long.MIN_VALUE;
        for (int index = 0; index < seeds.length; index++) {
            long weight = mix(hash ^ seeds[index]);
            if (weight > highest) {
                highest = weight;
                best = index;
            }
        }
        return best;
    }

    private static long hash(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return mix(crc.getValue());
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
