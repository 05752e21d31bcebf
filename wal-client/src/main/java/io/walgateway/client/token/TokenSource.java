package io.walgateway.client.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a client gets its bearer tokens.
 *
 * <ol>
 *   <li>It is asked when the first write needs a token, and again when four fifths of the token's lifetime have passed. Writes go on with the present token meanwhile.
 *   <li>It is asked by one thread at a time, a virtual one of the client. It may block; writes wait for it only while
 *       there is no token that counts.
 *   <li>After an exception the client goes on with the present token, if there is one that counts, and asks again after
 *       a second at the earliest. Without one, the tries of writes fail, and are repeated as if the gateway were away.
 * </ol>
 */
@FunctionalInterface
public interface TokenSource {

    /** A token that counts now. */
    BearerToken fetch() throws IOException, InterruptedException;

    /** One from a file that something else keeps up to date; it is read again every minute. */
    static TokenSource ofFile(Path file) {
        return () ->
                new BearerToken(Files.readString(file, StandardCharsets.UTF_8).strip(), Duration.ofSeconds(75));
    }
}
