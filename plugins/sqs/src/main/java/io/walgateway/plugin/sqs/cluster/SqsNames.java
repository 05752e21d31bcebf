package io.walgateway.plugin.sqs.cluster;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SQS's rules for queue names. */
public final class SqsNames {
    static final String FIFO = ".fifo";
    static final int LENGTH_MAX = 80;
    public static final String EXPECTATION =
            "1 to 80 characters out of A-Z a-z 0-9 _ -, those of a FIFO queue ending in .fifo";

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]+(\\.fifo)?");
    private static final Pattern ILLEGAL_CHARACTER = Pattern.compile("[^A-Za-z0-9_-]");
    private static final int HASH_BYTES = 5;

    private SqsNames() {}

    public static boolean isLegal(String name) {
        return name.length() <= LENGTH_MAX && LEGAL.matcher(name).matches();
    }

    public static boolean isFifo(String name) {
        return name.endsWith(FIFO);
    }

    /**
     * {@code <queue>-<part>} where that is legal; otherwise what remains of it in legal characters, and a hash of it.
     */
    public static String joined(String queue, String part) {
        String suffix = isFifo(queue) ? FIFO : "";
        String name = stem(queue) + "-" + part + suffix;
        return isLegal(name) ? name : hashed(queue, part);
    }

    /** The same, always with a hash. */
    public static String hashed(String queue, String part) {
        String suffix = isFifo(queue) ? FIFO : "";
        String hash = "-" + hash(queue + "\n" + part);
        String stem = ILLEGAL_CHARACTER.matcher(stem(queue) + "-" + part).replaceAll("_");
        int room = LENGTH_MAX - hash.length() - suffix.length();
        return stem.substring(0, Math.min(stem.length(), room)) + hash + suffix;
    }

    private static String stem(String queue) {
        return isFifo(queue) ? queue.substring(0, queue.length() - FIFO.length()) : queue;
    }

    private static String hash(String text) {
        byte[] digest = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    }
}
