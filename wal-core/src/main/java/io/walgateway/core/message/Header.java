package io.walgateway.core.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A header that came with a record and is passed on with its message. Names may repeat.
 *
 * @param name  any text
 * @param value empty where the header has none, which is not the same as one without bytes
 */
public record Header(String name, Optional<Bytes> value) {
    /** Names that begin so are the gateway's own: nobody else's header of such a name is passed on. */
    public static final String OWN_PREFIX = "wal-";

    public static Header of(String name, Bytes value) {
        return new Header(name, Optional.of(value));
    }

    /** Whether its name is one of the gateway's own. */
    public boolean isOwn() {
        return name.startsWith(OWN_PREFIX);
    }

    /** The size of name and value. */
    public int bytes() {
        return name.getBytes(StandardCharsets.UTF_8).length
                + value.map(Bytes::size).orElse(0);
    }

    /** The size of all names and values. */
    public static long bytes(List<Header> headers) {
        long bytes = 0;
        for (Header header : headers) {
            bytes += header.bytes();
        }
        return bytes;
    }
}
