package io.walgateway.plugin.evcache.meta;

import io.netty.buffer.ByteBuf;
import io.walgateway.core.message.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One request.
 *
 * @param verb     such as {@code ms}
 * @param key      without spaces and control characters; empty: none
 * @param flags    what follows the key
 * @param value    the data block that follows the line
 * @param isMarked true if the answer repeats an opaque number
 */
public record MetaCommand(String verb, Bytes key, String flags, Optional<Bytes> value, boolean isMarked) {
    /** Asks for a sign of life. */
    public static final MetaCommand NOOP = new MetaCommand("mn", Bytes.EMPTY, "", Optional.empty(), false);

    /**
     * Stores a value.
     *
     * @param exptime 0, seconds from now up to 30 days, or seconds since 1970
     */
    public static MetaCommand set(Bytes key, CacheValue value, long exptime) {
        return store(key, value, exptime, "");
    }

    /** Stores a value where the key has none. */
    public static MetaCommand add(Bytes key, CacheValue value, long exptime) {
        return store(key, value, exptime, " ME");
    }

    /** Removes a key. */
    public static MetaCommand delete(Bytes key) {
        return new MetaCommand("md", key, "", Optional.empty(), true);
    }

    /** Changes when a key expires. */
    public static MetaCommand touch(Bytes key, long exptime) {
        return new MetaCommand("mg", key, " T" + exptime, Optional.empty(), true);
    }

    /** Asks for a value, its flags and the seconds that it has left. */
    public static MetaCommand get(Bytes key) {
        return new MetaCommand("mg", key, " v f t", Optional.empty(), true);
    }

    private static MetaCommand store(Bytes key, CacheValue value, long exptime, String mode) {
        String flags = " " + value.data().size() + " F" + value.flags() + " T" + exptime + mode;
        return new MetaCommand("ms", key, flags, Optional.of(value.data()), true);
    }

    /** Appends the line, and the opaque number that tells the answers of a connection apart. */
    void writeLine(ByteBuf to, int opaque) {
        to.writeCharSequence(verb, StandardCharsets.US_ASCII);
        if (!key.isEmpty()) {
            to.writeByte(' ').writeBytes(key.asBuffer());
        }
        to.writeCharSequence(isMarked ? flags + " O" + opaque + "\r\n" : flags + "\r\n", StandardCharsets.US_ASCII);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return verb;
    }
}
