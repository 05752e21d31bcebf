package io.walgateway.config.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.tls.ClientCertificates;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.tls.TlsVersion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsSettingsTest {

    @Test
    void shouldUseNoTlsUnlessThereIsACertificate() {
        assertThat(port(Map.of())).isEmpty();
        // For calls of other processes alone.
        assertThat(port(Map.of("tls.trust-file", "/t"))).isEmpty();
    }

    @Test
    void shouldUseTheSharedFilesAndAskCallersForCertificatesWhereThereIsABundle() {
        assertThat(port(Map.of("tls.certificate-file", "/c", "tls.key-file", "/k")))
                .contains(new TlsTerms(files("/c", "/k", ""), TlsVersion.TLS_1_3, ClientCertificates.NONE));
        assertThat(port(shared()))
                .contains(new TlsTerms(files("/c", "/k", "/t"), TlsVersion.TLS_1_3, ClientCertificates.REQUIRED));
    }

    @Test
    void shouldLetAPortReplaceEachOfThem() {
        assertThat(port(with(
                        "grpc.tls.certificate-file=/own.c",
                        "grpc.tls.key-file=/own.k",
                        "grpc.tls.trust-file=/own.t",
                        "grpc.tls.client-certificates=optional",
                        "grpc.tls.min-version=1.2")))
                .contains(new TlsTerms(
                        files("/own.c", "/own.k", "/own.t"), TlsVersion.TLS_1_2, ClientCertificates.OPTIONAL));
        assertThat(port(with("grpc.tls.client-certificates=none")))
                .contains(new TlsTerms(files("/c", "/k", "/t"), TlsVersion.TLS_1_3, ClientCertificates.NONE));
        assertThat(port(with("tls.client-certificates=optional", "tls.min-version=1.2")))
                .contains(new TlsTerms(files("/c", "/k", "/t"), TlsVersion.TLS_1_2, ClientCertificates.OPTIONAL));
    }

    @Test
    void shouldLeaveAPortOut() {
        assertThat(port(with("grpc.tls.enabled=false"))).isEmpty();
        assertThat(port(with("tls.enabled=false", "grpc.tls.enabled=true"))).isPresent();
    }

    @Test
    void shouldReadTheFilesOfACaller() {
        assertThat(caller(shared())).isEqualTo(TlsTerms.ofCaller(files("/c", "/k", "/t"), TlsVersion.TLS_1_3));
        assertThat(caller(with("catalog.control-plane.tls.trust-file=/own.t")))
                .isEqualTo(TlsTerms.ofCaller(files("/c", "/k", "/own.t"), TlsVersion.TLS_1_3));
        assertThat(caller(Map.of())).isEqualTo(TlsTerms.ofCaller(TlsFileSet.NONE, TlsVersion.TLS_1_3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls.certificate-file=/c | tls.key-file: absent",
                "tls.key-file=/k | tls.certificate-file: absent",
                "tls.enabled=true | grpc.tls.certificate-file: absent",
                "grpc.tls.trust-file=/t | grpc.tls.certificate-file: absent",
                "tls.certificate-file=/c,tls.key-file=/k,tls.client-certificates=required | grpc.tls.trust-file: absent",
                "tls.certificate-file=/c,tls.key-file=/k,tls.min-version=1.1 | tls.min-version: 1.1 (expected: 1.3 or 1.2)",
                "tls.certificate-file=/c,tls.key-file=/k,grpc.tls.client-certificates=all | none, optional or required",
                // The key of one certificate does not fit another.
                "tls.certificate-file=/c,tls.key-file=/k,grpc.tls.certificate-file=/d | grpc.tls.key-file: absent",
                "tls.certificate-file=/c,tls.key-file=/k,tls.trust-file= | tls.trust-file: empty (expected: the path of a file)",
            })
    void shouldRefuseWhatDoesNotFit(String settings, String expected) {
        Map<String, String> given = Stream.of(settings.split(",", -1))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThatThrownBy(() -> port(given))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void shouldKnowTheKeysOfEachPort() {
        assertThat(TlsSettings.keys("grpc"))
                .contains("tls.key-file", "grpc.tls.key-file", "grpc.tls.enabled")
                .hasSize(12);
    }

    private static Map<String, String> shared() {
        return Map.of("tls.certificate-file", "/c", "tls.key-file", "/k", "tls.trust-file", "/t");
    }

    private static Map<String, String> with(String... settings) {
        Map<String, String> all = new HashMap<>(shared());
        Stream.of(settings).map(setting -> setting.split("=", 2)).forEach(pair -> all.put(pair[0], pair[1]));
        return all;
    }

    private static Optional<TlsTerms> port(Map<String, String> settings) {
        return ProcessSettings.of(settings).read(reader -> TlsSettings.port(reader, "grpc"));
    }

    private static TlsTerms caller(Map<String, String> settings) {
        return ProcessSettings.of(settings).read(reader -> TlsSettings.caller(reader, "catalog.control-plane"));
    }

    private static TlsFileSet files(String certificate, String key, String trust) {
        return new TlsFileSet(
                Optional.of(Path.of(certificate)),
                Optional.of(Path.of(key)),
                trust.isEmpty() ? Optional.empty() : Optional.of(Path.of(trust)));
    }
}
