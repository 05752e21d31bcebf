package io.walgateway.log.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Assigns ids to messages. New ids are UUIDs of version 7, ascending within a process even if its clock stands still or
 * steps back. Derived ids are UUIDs of version 8, which are always the same for the same input.
 */
public final class MessageIds {
    private static final int COUNTER_BITS = 12;
    private static final long VERSION_7 = 0x7000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final InstantSource clock;
    private final RandomGenerator random;
    /** Milliseconds and, below them, the count within the millisecond; overflows into the next one. */
    private long last;

    /** @param random need not be thread-safe, and should not repeat the values of other processes */
    public MessageIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id, greater than all before. */
    public synchronized UUID next() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        long time = last >>> COUNTER_BITS;
        long counter = last & ((1 << COUNTER_BITS) - 1);
        return new UUID(time << 16 | VERSION_7 | counter, (random.nextLong() & VARIANT_MASK) | VARIANT);
    }

    /** The id of every write of a namespace with this idempotency token. */
    public static UUID ofToken(String namespace, String token) {
        return derived("token", namespace, token);
    }

    /** The id of the completion marker of a mutation set. */
    public static UUID ofSet(String namespace, String set) {
        return derived("set", namespace, set);
    }

    /** The id of one part of a mutation set. */
    public static UUID ofPart(String namespace, String set, int sequence) {
        return derived("part", namespace, set + "/" + sequence);
    }

    /** The id of an entry that came without one, derived from its origin. */
    static UUID ofOrigin(String namespace, String origin) {
        return derived("origin", namespace, origin);
    }

    private static UUID derived(String kind, String namespace, String text) {
        MessageDigest digest = sha256();
        update(digest, kind);
        update(digest, namespace);
        update(digest, text);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UUID((hash.getLong() & ~0xF000L) | VERSION_8, (hash.getLong() & VARIANT_MASK) | VARIANT);
    }

    /** The length precedes each part, so that different inputs never give the same bytes. */
    private static void update(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java platform to have SHA-256, but this one has not", e);
        }
    }
}
