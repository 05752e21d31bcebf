package io.walgateway.core.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A header that came with a record and is passed on with its message. Names may repeat.
 *
 * @param name  any text
 * @param value empty if the header has none, which differs from a value of zero bytes
 */
public record Header(String name, Optional<Bytes> value) {
    /** Names with this prefix belong to the gateway: a header with such a name from elsewhere is not passed on. */
    public static final String OWN_PREFIX = "wal-";

    public static Header of(String name, Bytes value) {
        return new Header(name, Optional.of(value));
    }

    /** True if its name belongs to the gateway. */
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
