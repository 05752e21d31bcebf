package io.walgateway.config.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.core.identity.Principal;
import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.namespace.RequestTargets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessSettingsTest {
    @Test
    void shouldBeOpenWithoutSettings() {
        assertThat(read("")).isEqualTo(AccessSettings.OPEN);
    }

    @Test
    void shouldAllowNoTargetsOfRequestsWhereCallersAreAuthenticatedUnlessTheSettingsDo() {
        assertThat(read("identity.tokens-file=/t").requestTargets()).isEqualTo(RequestTargets.Listed.NONE);
        assertThat(read("identity.jwt.issuer=http://i;identity.jwt.audience=a").requestTargets())
                .isEqualTo(RequestTargets.Listed.NONE);
        assertThat(read("identity.tokens-file=/t;access.request-targets=any").requestTargets())
                .isEqualTo(new RequestTargets.Any());
        assertThat(read("access.request-targets=none").requestTargets()).isEqualTo(RequestTargets.Listed.NONE);
    }

    @Test
    void shouldTakeCertificatesForProofsAsSoonAsOnePortAsksForThem() {
        String port = "tls.certificate-file=/c;tls.key-file=/k;tls.trust-file=/t";
        assertThat(read(port).identity()).isEqualTo(certificates());
        assertThat(read(port + ";grpc.tls.client-certificates=none").identity()).isEqualTo(certificates());
        assertThat(read(port + ";tls.client-certificates=optional;identity.trusted-proxies=spiffe://mesh/envoy")
                        .identity())
                .isEqualTo(certificates("spiffe://mesh/envoy"));
        assertThat(read(port).requestTargets()).isEqualTo(RequestTargets.Listed.NONE);
        assertThat(read(port + ";tls.client-certificates=none")).isEqualTo(AccessSettings.OPEN);
        assertThat(read(port + ";tls.enabled=false")).isEqualTo(AccessSettings.OPEN);
    }

    @Test
    void shouldTellCommasOfSubjectsFromThoseBetweenPrincipals() {
        assertThat(read("access.default-writers=x509:CN=a,O=b, token:c,, jwt:d ,*,spiffe://e/f,")
                        .grants()
                        .defaultWriters())
                .extracting(PrincipalPattern::text)
                .containsExactly("x509:CN=a,O=b", "token:c", "jwt:d", "*", "spiffe://e/f");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identity.trusted-proxies=spiffe://mesh/envoy | identity.trusted-proxies: spiffe://mesh/envoy (expected:"
                        + " with tls.client-certificates",
                "identity.tokens-file= | identity.tokens-file: ***",
                "identity.jwt.issuer=http://i | identity.jwt.audience: absent",
                "identity.jwt.audience=a | identity.jwt.issuer: absent",
                "identity.jwt.issuer=login;identity.jwt.audience=a | identity.jwt.issuer: login",
                "identity.jwt.jwks-url=x | identity.jwt.jwks-url: x",
                "access.default-writers=a, b*c* | access.default-writers: a, b*c*",
                "access.request-targets=all | access.request-targets: all (expected: none or any)",
                "access.roles.a.role=admin | access.roles.a.principal: absent",
                "access.roles.a.principal=x | access.roles.a.role: absent",
                "access.roles.a.principal=x;access.roles.a.role=god | access.roles.a.role: god",
                "access.roles.a.principal=x;access.roles.a.role=admin;access.roles.a.shard=s;access.roles.a.prefix=p"
                        + " | access.roles.a.prefix: p",
                "access.roles.a.principals=x | access.roles.a.principals: x",
                "access.roles.a=x | access.roles.a: x",
            })
    void shouldRefuseWhatDoesNotFit(String settings, String message) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(message);
    }

    private static AccessSettings read(String settings) {
        Map<String, String> values = Arrays.stream(settings.split(";", -1))
                .filter(setting -> !setting.isEmpty())
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        ProcessSettings process = ProcessSettings.of(values);
        return process.read(reader -> AccessSettings.read(
                reader, process, List.of(TlsSettings.port(reader, "grpc"), TlsSettings.port(reader, "management"))));
    }

    private static IdentityTerms certificates(String... proxies) {
        return new IdentityTerms(
                Optional.of(new IdentityTerms.Certificates(
                        Arrays.stream(proxies).map(Principal::new).collect(Collectors.toSet()))),
                Optional.empty(),
                Optional.empty());
    }
}
