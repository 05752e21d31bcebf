package io.walgateway.core.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** The bytes of a set of files, to see whether they have changed: neither times nor sizes are asked. */
final class TlsContents {
    private static final byte[] NONE = new byte[0];

    private final byte[] certificate;
    private final byte[] key;
    private final byte[] trust;

    private TlsContents(byte[] certificate, byte[] key, byte[] trust) {
        this.certificate = certificate;
        this.key = key;
        this.trust = trust;
    }

    /** @throws TlsFileException when a file cannot be read */
    static TlsContents of(TlsFileSet files) throws IOException {
        return new TlsContents(bytes(files.certificate()), bytes(files.key()), bytes(files.trust()));
    }

    byte[] certificate() {
        return certificate;
    }

    byte[] key() {
        return key;
    }

    byte[] trust() {
        return trust;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlsContents contents
                && Arrays.equals(certificate, contents.certificate)
                && Arrays.equals(key, contents.key)
                && Arrays.equals(trust, contents.trust);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(certificate), Arrays.hashCode(key), Arrays.hashCode(trust));
    }

    private static byte[] bytes(Optional<Path> file) throws IOException {
        return file.isPresent() ? Pem.bytes(file.get()) : NONE;
    }
}
