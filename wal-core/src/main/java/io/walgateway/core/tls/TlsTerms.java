package io.walgateway.core.tls;

/**
 * How one side of connections uses TLS.
 *
 * @param files              its certificate, key and trust bundle
 * @param minVersion         the oldest version of TLS that it accepts
 * @param clientCertificates for a port: whether callers must have certificates; for a caller without meaning
 */
public record TlsTerms(TlsFileSet files, TlsVersion minVersion, ClientCertificates clientCertificates) {

    /** A port must have a certificate, and can only check others with a trust bundle. */
    public TlsTerms {
        if (clientCertificates != ClientCertificates.NONE && files.trust().isEmpty()) {
            throw new IllegalArgumentException("client certificates without a trust bundle (expected: a trust file)");
        }
    }

    /** The terms of a caller. */
    public static TlsTerms ofCaller(TlsFileSet files, TlsVersion minVersion) {
        return new TlsTerms(files, minVersion, ClientCertificates.NONE);
    }
}
