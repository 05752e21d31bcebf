package io.walgateway.plugin.sqs.cluster;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes that stay the same for ever. */
public final class Digests {
    private Digests() {}

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
