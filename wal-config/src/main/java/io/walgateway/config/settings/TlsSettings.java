package io.walgateway.config.settings;

import io.walgateway.core.tls.ClientCertificates;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.tls.TlsVersion;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * TLS of a process: {@code tls.KEY} for all its ports and for its calls of other processes, {@code PREFIX.tls.KEY} for
 * one of them. A value of the one replaces the value for all. Certificate and key are replaced together.
 */
public final class TlsSettings {
    private static final String SHARED = "tls.";
    private static final String ENABLED = "enabled";
    private static final String CERTIFICATE = "certificate-file";
    private static final String KEY = "key-file";
    private static final String TRUST = "trust-file";
    private static final String CLIENTS = "client-certificates";
    private static final String MIN_VERSION = "min-version";

    /** The keys that hold for the whole process. */
    public static final Set<String> KEYS = Set.of(
            "tls.enabled",
            "tls.certificate-file",
            "tls.key-file",
            "tls.trust-file",
            "tls.client-certificates",
            "tls.min-version");

    private final SettingsReader reader;
    private final String own;

    private TlsSettings(SettingsReader reader, String prefix) {
        this.reader = reader;
        this.own = prefix + "." + SHARED;
    }

    /** The shared keys, and those of ports or callers with these prefixes, such as {@code grpc}. */
    public static Set<String> keys(String... prefixes) {
        return Stream.concat(
                        KEYS.stream(),
                        Stream.of(prefixes).flatMap(prefix -> KEYS.stream().map(key -> prefix + "." + key)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How a port uses TLS; empty: it does not. */
    public static Optional<TlsTerms> port(SettingsReader reader, String prefix) {
        return new TlsSettings(reader, prefix).port();
    }

    /** How the process calls another one, if the other one's address asks for TLS. */
    public static TlsTerms caller(SettingsReader reader, String prefix) {
        TlsSettings settings = new TlsSettings(reader, prefix);
        return TlsTerms.ofCaller(settings.files(), settings.minVersion());
    }

    private Optional<TlsTerms> port() {
        TlsFileSet files = files();
        boolean isConfigured = files.certificate().isPresent();
        if (!reader.flag(key(ENABLED), isConfigured || hasOwn())) {
            return Optional.empty();
        }
        if (!isConfigured) {
            reader.refuse(key(CERTIFICATE), "the certificate of the port, in PEM");
            return Optional.empty();
        }
        return Optional.of(
                new TlsTerms(files, minVersion(), clients(files.trust().isPresent())));
    }

    /** Settings of this port alone that have no effect without a certificate. */
    private boolean hasOwn() {
        return Stream.of(TRUST, CLIENTS, MIN_VERSION)
                .anyMatch(key -> reader.text(own + key).isPresent());
    }

    private TlsFileSet files() {
        String prefix = Stream.of(CERTIFICATE, KEY)
                        .anyMatch(key -> reader.text(own + key).isPresent())
                ? own
                : SHARED;
        Optional<Path> certificate = file(prefix + CERTIFICATE);
        Optional<Path> key = file(prefix + KEY);
        if (certificate.isPresent() && key.isEmpty()) {
            reader.refuse(prefix + KEY, "the key of the certificate, as PKCS#8 in PEM");
        }
        if (key.isPresent() && certificate.isEmpty()) {
            reader.refuse(prefix + CERTIFICATE, "the certificate of the key, in PEM");
        }
        boolean complete = certificate.isPresent() && key.isPresent();
        return new TlsFileSet(
                complete ? certificate : Optional.empty(), complete ? key : Optional.empty(), file(key(TRUST)));
    }

    private TlsVersion minVersion() {
        return text(MIN_VERSION)
                .map(text -> TlsVersion.parse(text).orElseGet(() -> {
                    reader.refuse(key(MIN_VERSION), TlsVersion.EXPECTED);
                    return TlsVersion.TLS_1_3;
                }))
                .orElse(TlsVersion.TLS_1_3);
    }

    private ClientCertificates clients(boolean trusts) {
        ClientCertificates fallback = trusts ? ClientCertificates.REQUIRED : ClientCertificates.NONE;
        Optional<String> text = text(CLIENTS);
        if (text.isEmpty()) {
            return fallback;
        }
        Optional<ClientCertificates> given = ClientCertificates.parse(text.get());
        if (given.isEmpty()) {
            reader.refuse(key(CLIENTS), ClientCertificates.EXPECTED);
            return fallback;
        }
        if (given.get() != ClientCertificates.NONE && !trusts) {
            reader.refuse(key(TRUST), "the authorities of callers, in PEM, for " + key(CLIENTS));
            return fallback;
        }
        return given.get();
    }

    private Optional<Path> file(String key) {
        Optional<String> text = reader.text(key);
        if (text.isPresent() && text.get().isBlank()) {
            reader.refuse(key, "the path of a file");
            return Optional.empty();
        }
        return text.map(Path::of);
    }

    private Optional<String> text(String key) {
        return reader.text(key(key));
    }

    /** The key whose value counts. */
    private String key(String key) {
        return reader.text(own + key).isPresent() || reader.text(SHARED + key).isEmpty() ? own + key : SHARED + key;
    }
}
