package io.walgateway.benchmarks.contest;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What is sent: about 256 bytes of JSON, which all servers take. */
final class Payloads {
    static final String NOTE = "x".repeat(224);

    private static final int KEYS = 10_000;
    /** Different in each process and each load, so that the ids of documents never repeat. */
    private static final long OWN =
            new UUID(System.nanoTime(), ProcessHandle.current().pid()).hashCode();

    private Payloads() {}

    static String key(long number) {
        return "k-" + number % KEYS;
    }

    static byte[] json(long number) {
        return ("{\"id\":\"" + key(number) + "\",\"note\":\"" + NOTE + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    /** A message id that does not repeat. */
    static UUID id(long load, long number) {
        return new UUID(OWN << 32 | load, number);
    }
}
