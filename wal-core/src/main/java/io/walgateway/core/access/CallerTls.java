package io.walgateway.core.access;

import io.walgateway.core.plugin.SettingValues;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.core.tls.TlsFileException;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.tls.TlsVersion;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads {@code tls.KEY} of the settings of a plugin, or of one of its clusters, that calls others over TLS. */
public final class CallerTls {
    private static final String ENABLED = "tls.enabled";
    private static final String CERTIFICATE = "tls.certificate-file";
    private static final String KEY = "tls.key-file";
    private static final String TRUST = "tls.trust-file";
    private static final String MIN_VERSION = "tls.min-version";

    /** The keys that are read. */
    public static final Set<String> KEYS = Set.of(ENABLED, CERTIFICATE, KEY, TRUST, MIN_VERSION);

    private final String path;
    private final Function<String, Optional<String>> values;

    private CallerTls(String path, Function<String, Optional<String>> values) {
        this.path = path;
        this.values = values;
    }

    /**
     * How TLS is used; empty: it is not. Any of the keys turns it on.
     *
     * @param path   what stands before the keys, for error messages, such as {@code replication}
     * @param values the value of a key
     * @throws IllegalArgumentException with the path of a setting that is not valid
     */
    public static Optional<TlsTerms> read(String path, Function<String, Optional<String>> values) {
        return new CallerTls(path, values).read();
    }

    /**
     * Opens the files of terms.
     *
     * @throws IllegalArgumentException when a file cannot be used
     */
    public static Optional<LiveTls> open(
            String path, Optional<TlsTerms> terms, InstantSource clock, FileChanges changes) {
        try {
            return terms.isEmpty() ? Optional.empty() : Optional.of(LiveTls.open(terms.get(), clock, changes));
        } catch (TlsFileException e) {
            throw new IllegalArgumentException(path + ".tls: " + e.getMessage(), e);
        }
    }

    private Optional<TlsTerms> read() {
        Optional<Path> certificate = file(CERTIFICATE);
        Optional<Path> key = file(KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw invalid(key.isPresent() ? CERTIFICATE : KEY, "absent", "a certificate and its key, both in PEM");
        }
        TlsVersion version = values.apply(MIN_VERSION)
                .map(text -> TlsVersion.parse(text).orElseThrow(() -> invalid(MIN_VERSION, text, TlsVersion.EXPECTED)))
                .orElse(TlsVersion.TLS_1_3);
        return isEnabled()
                ? Optional.of(TlsTerms.ofCaller(new TlsFileSet(certificate, key, file(TRUST)), version))
                : Optional.empty();
    }

    private boolean isEnabled() {
        return values.apply(ENABLED)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw invalid(ENABLED, text, "true or false");
                })
                .orElseGet(() -> Stream.of(CERTIFICATE, TRUST, MIN_VERSION)
                        .anyMatch(key -> values.apply(key).isPresent()));
    }

    private Optional<Path> file(String key) {
        return values.apply(key).map(text -> {
            if (text.isBlank()) {
                throw invalid(key, "empty", "the path of a file");
            }
            return SettingValues.file(path + "." + key, text);
        });
    }

    private IllegalArgumentException invalid(String key, String value, String expectation) {
        return SettingValues.invalid(path + "." + key, value, expectation);
    }
}
