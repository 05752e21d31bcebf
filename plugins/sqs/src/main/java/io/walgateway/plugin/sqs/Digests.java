package io.walgateway.plugin.sqs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes that stay the same for ever. */
final class Digests {
    private Digests() {}

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
