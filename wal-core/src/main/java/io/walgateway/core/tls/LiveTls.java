package io.walgateway.core.tls;

import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509TrustManager;

/**
 * Certificates, a key and a trust bundle that follow their files. Safe for any number of threads; has none of its own.
 *
 * <ol>
 *   <li>The files are read again by each {@link #refresh}, and by the first handshake that is a second or more after
 *       the last reading.
 *   <li>All of a handshake uses one version of the files. A session of an earlier version is not resumed.
 *   <li>Files that are half written, wrong or gone change nothing: the last version stays, and {@link #trouble} has the
 *       reason.
 *   <li>Established connections continue with what they began with. {@link #trusts} says whether a certificate would
 *       still be accepted.
 * </ol>
 */
public final class LiveTls {
    static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final TlsTerms terms;
    private final InstantSource clock;
    private final FileChanges changes;
    private final SSLContext context;
    private volatile Version version;
    private volatile Instant looked;
    private volatile Optional<String> trouble = Optional.empty();

    private record Version(
            int number, TlsContents contents, TlsMaterial material, SSLContext context, X509TrustManager trust) {}

    private LiveTls(TlsTerms terms, InstantSource clock, FileChanges changes, Version version) {
        this.terms = terms;
        this.clock = clock;
        this.changes = changes;
        this.version = version;
        this.looked = clock.instant();
        this.context = new LiveSslContext(this::current);
    }

    /**
     * Reads the files for the first time.
     *
     * @throws TlsFileException naming a file that cannot be used
     */
    public static LiveTls open(TlsTerms terms, InstantSource clock, FileChanges changes) throws TlsFileException {
        try {
            Version first = version(terms, TlsContents.of(terms.files()), 1, clock.instant());
            return new LiveTls(terms, clock, changes, first);
        } catch (TlsFileException e) {
            throw e;
        } catch (IOException e) {
            throw new TlsFileException(Path.of("tls"), Reasons.of(e), "files that can be read");
        }
    }

    public TlsTerms terms() {
        return terms;
    }

    /** A context whose connections always use the current version of the files. It is the same object for ever. */
    public SSLContext context() {
        return context;
    }

    /** The parameters of a caller's connections: versions of TLS, and the check of the server's name. */
    public SSLParameters callerParameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(terms.minVersion().protocols().toArray(String[]::new));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    /** Reads the files, and takes what they contain now if all of it can be used. */
    public synchronized void refresh() {
        looked = clock.instant();
        try {
            TlsContents contents = TlsContents.of(terms.files());
            if (!contents.equals(version.contents())) {
                version = version(terms, contents, version.number() + 1, looked);
                changes.readAgain(files());
            }
            trouble = Optional.empty();
        } catch (IOException e) {
            Optional<String> why = Optional.of(Reasons.of(e));
            if (!why.equals(trouble)) {
                trouble = why;
                changes.kept(files(), why.get());
            }
        }
    }

    /** Counts the versions of the files that were used, from 1. */
    public int versionNumber() {
        return version.number();
    }

    /** Why the files cannot be used as they are, in one line; empty: they are in use. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** When the first of the own certificates in use expires; empty: there are none. */
    public Optional<Instant> expires() {
        return version.material().expires();
    }

    /**
     * True if a caller with this chain would get a connection now.
     *
     * @param chain the caller's own certificate first; not empty
     */
    public boolean trusts(List<X509Certificate> chain) {
        try {
            version.trust().checkClientTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    private SSLContext current() {
        if (Duration.between(looked, clock.instant()).abs().compareTo(LOOK_INTERVAL) >= 0) {
            refresh();
        }
        return version.context();
    }

    private List<Path> files() {
        return Stream.of(
                        terms.files().certificate(),
                        terms.files().key(),
                        terms.files().trust())
                .flatMap(Optional::stream)
                .toList();
    }

    private static Version version(TlsTerms terms, TlsContents contents, int number, Instant now)
            throws TlsFileException {
        TlsMaterial material = TlsMaterial.of(terms.files(), contents, now);
        return new Version(number, contents, material, material.context(), material.trustManager());
    }
}
