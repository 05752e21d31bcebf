package io.walgateway.controlplane.letter;

import io.walgateway.core.message.Bytes;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * A letter that is about to be imported.
 *
 * @param record the encoded record, whole
 */
public record NewLetter(
        String namespace,
        UUID messageId,
        Letter.Cause why,
        Bytes key,
        Instant writeTime,
        Instant deadLettered,
        int payloadBytes,
        Bytes record) {

    /** Identifies the letter: the same however often it is read, and from whichever queue. */
    public Bytes identity() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                text(out, namespace);
                out.writeLong(messageId.getMostSignificantBits());
                out.writeLong(messageId.getLeastSignificantBits());
                text(out, why.target());
                text(out, why.origin());
                // An origin may recur in another cluster; the attempts that were made are then not the same.
                text(out, why.lastAttempt().map(Object::toString).orElse(""));
                // A replicated message has the same id in each region, perhaps at the same place.
                if (!why.region().isEmpty()) {
                    text(out, why.region());
                }
            }
            return Bytes.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java platform to have SHA-256, but this one has not", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = Bytes.utf8(text).unsafeArray();
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
