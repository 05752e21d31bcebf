package io.walgateway.cli.option;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.walgateway.cli.rest.CommandTls;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.core.tls.TlsFileSet;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files with which a command encrypts its connections, and shows who calls. */
public final class TlsOptions {

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            defaultValue = "${env:WAL_TLS_TRUST}",
            description = "Encrypt, and trust these authorities, in PEM (default: $WAL_TLS_TRUST).")
    private @Nullable Path trust;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            defaultValue = "${env:WAL_TLS_CERTIFICATE}",
            description = "Encrypt, and show this certificate with its chain, in PEM (default: $WAL_TLS_CERTIFICATE).")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            defaultValue = "${env:WAL_TLS_KEY}",
            description = "The key of that certificate, as PKCS#8 in PEM (default: $WAL_TLS_KEY).")
    private @Nullable Path key;

    /**
     * For calls by gRPC.
     *
     * @param fallback what is used where no option and no variable names files; empty: nothing is encrypted
     * @throws CliException when a file cannot be used
     */
    public ChannelCredentials channel(Optional<CommandTls> fallback) {
        return files(fallback).map(CommandTls::channel).orElseGet(InsecureChannelCredentials::create);
    }

    /**
     * For calls by HTTPS.
     *
     * @param fallback as above; empty: as the Java runtime does it
     * @throws CliException when options do not fit
     */
    public Optional<CommandTls> files(Optional<CommandTls> fallback) {
        return given().or(() -> fallback);
    }

    private Optional<CommandTls> given() {
        if ((certificate == null) != (key == null)) {
            throw CliException.misused((certificate == null ? "--tls-certificate" : "--tls-key")
                    + ": absent (expected: a certificate and its key)");
        }
        TlsFileSet files =
                new TlsFileSet(Optional.ofNullable(certificate), Optional.ofNullable(key), Optional.ofNullable(trust));
        return files.equals(TlsFileSet.NONE) ? Optional.empty() : Optional.of(new CommandTls(files));
    }
}
