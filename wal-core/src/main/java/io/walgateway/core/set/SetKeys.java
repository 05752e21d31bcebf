package io.walgateway.core.set;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The keys under which durable storage has a set.
 *
 * @param id the set's; one that {@link #isId} accepts
 */
public record SetKeys(String namespace, String id) {
    /** Longest id. */
    public static final int ID_CHARS_MAX = 200;

    /** For messages. */
    public static final String ID_EXPECTED = "1 to 200 characters out of A-Z a-z 0-9 . _ : @ -";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@-]{1," + ID_CHARS_MAX + "}");
    private static final int SECONDS_PER_BUCKET = 300;
    /** Buckets are divided: a partition of Cassandra gets slow when very many items were removed from it. */
    public static final int SHARDS = 16;

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The set itself, item 0. */
    public String head() {
        return "set/" + namespace + "/" + id;
    }

    /** The parts of one generation, by sequence. */
    public String parts(String generation) {
        return head() + "/" + generation + "/parts";
    }

    /** The {@link PartNote}s of one generation. */
    public String list(String generation) {
        return head() + "/" + generation + "/list";
    }

    /** The parts that a target has, by sequence. */
    public String done(String generation, String target) {
        return head() + "/" + generation + "/done/" + target;
    }

    /** The targets that have all parts, by their position among the set's targets. */
    public String settled(String generation) {
        return head() + "/" + generation + "/settled";
    }

    /** The buckets of a list of the namespace's unfinished sets: item numbers are those of {@link #bucket}. */
    public static String lists(String namespace, Unfinished kind) {
        return "sets/" + namespace + "/" + kind.text;
    }

    /** The ids in a shard of a bucket: each is in the shard of its slot. */
    public static String list(String namespace, Unfinished kind, int bucket, int shard) {
        return lists(namespace, kind) + "/" + bucket + "/" + shard;
    }

    /** Who sweeps the namespace's sets, item 0. */
    public static String lease(String namespace) {
        return "sets/" + namespace + "/lease";
    }

    /** The bucket of sets that are listed for this time. */
    public static int bucket(Instant time) {
        return Math.clamp(time.getEpochSecond() / SECONDS_PER_BUCKET, 0, Integer.MAX_VALUE);
    }

    /** The first time of a bucket. */
    public static Instant start(int bucket) {
        return Instant.ofEpochSecond((long) bucket * SECONDS_PER_BUCKET);
    }

    /** The shard that has the id in each bucket. */
    public int shard() {
        return slot() % SHARDS;
    }

    /** The first of the numbers under which a shard may have this id. */
    public int slot() {
        int hash = id.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 15) & Integer.MAX_VALUE;
    }

    /** The lists of unfinished sets. */
    public enum Unfinished {
        /** Sets that were opened and are not applied yet, by the time at which they expire if they are still open. */
        OPEN("open"),
        /** Sets that are about to be sealed or are, by the time at which that began. */
        SEALED("sealed"),
        /**
         * Sets that were sealed, and were not applied by the time at which open ones expire; by the time at which a sweeper
         * noticed. May contain sets that were applied since.
         */
        WAITING("waiting");

        private final String text;

        Unfinished(String text) {
            this.text = text;
        }
    }
}
