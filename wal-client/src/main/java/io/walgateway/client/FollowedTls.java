package io.walgateway.client;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Credentials that follow their files, which are compared once a second. Files that cannot be used change nothing, and
 * are tried again.
 */
final class FollowedTls implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int FIRST_LOOKS = 20;
    private static final Duration BETWEEN_FIRST_LOOKS = Duration.ofMillis(50);

    private final TlsFiles files;
    private final AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
    private final AdvancedTlsX509TrustManager trusted;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("wal-client-tls").factory());
    /** Only for the thread, once it runs. */
    private byte[] ownCertificate = new byte[0];

    private byte[] ownKey = new byte[0];

    private byte[] trustedContents = new byte[0];

    /**
     * Waits up to a second for a certificate and a key that belong together.
     *
     * @throws IllegalArgumentException when a file cannot be used
     */
    FollowedTls(TlsFiles files) {
        this.files = files;
        try {
            trusted = AdvancedTlsX509TrustManager.newBuilder().build();
            lookAtTrust();
            lookAtOwnUntilItIsAPair();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            thread.shutdownNow();
            throw new IllegalArgumentException(
                    "tls: " + files + " (expected: files in PEM that fit together): " + e, e);
        }
        var _ = thread.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    ChannelCredentials credentials() {
        TlsChannelCredentials.Builder credentials =
                TlsChannelCredentials.newBuilder().trustManager(trusted);
        if (files.certificate().isPresent()) {
            credentials.keyManager(own);
        }
        return credentials.build();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            lookAtTrust();
        } catch (IOException | GeneralSecurityException | RuntimeException _) {
            // The last authorities stay.
        }
        try {
            lookAtOwn();
        } catch (IOException | GeneralSecurityException | RuntimeException _) {
            // The last certificate stays; one that is half written is complete the next time.
        }
    }

    private void lookAtTrust() throws IOException, GeneralSecurityException {
        byte[] contents = Files.readAllBytes(files.trust());
        if (!Arrays.equals(contents, trustedContents)) {
            trusted.updateTrustCredentials(files.trust().toFile());
            trustedContents = contents;
        }
    }

    private void lookAtOwn() throws IOException, GeneralSecurityException {
        if (files.certificate().isEmpty()) {
            return;
        }
        byte[] certificate = Files.readAllBytes(files.certificate().get());
        byte[] key = Files.readAllBytes(files.key().orElseThrow());
        if (!Arrays.equals(certificate, ownCertificate) || !Arrays.equals(key, ownKey)) {
            CertifiedKey pair = CertifiedKey.of(certificate, key);
            own.updateIdentityCredentials(pair.chain().toArray(X509Certificate[]::new), pair.key());
            ownCertificate = certificate;
            ownKey = key;
        }
    }

    /** The files may be about to be replaced, one after the other: some time later they are a pair. */
    private void lookAtOwnUntilItIsAPair() throws IOException, GeneralSecurityException {
        for (int look = 1; look < FIRST_LOOKS; look++) {
            try {
                lookAtOwn();
                return;
            } catch (KeyException _) {
                LockSupport.parkNanos(BETWEEN_FIRST_LOOKS.toNanos());
            }
        }
        lookAtOwn();
    }
}
