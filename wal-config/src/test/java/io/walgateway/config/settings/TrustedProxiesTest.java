package io.walgateway.config.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.identity.Principal;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @Test
    void shouldTrustNobodyUnlessToldTo() {
        assertThat(read(Map.of())).isEmpty();
        assertThat(read(Map.of(TrustedProxies.KEY, ""))).isEmpty();
    }

    @Test
    void shouldTellCommasOfSubjectsFromThoseBetweenProxies() {
        assertThat(read(Map.of(TrustedProxies.KEY, "x509:CN=envoy,O=Mesh, spiffe://mesh/a,x509:CN=b")))
                .isEqualTo(Set.of(
                        new Principal("x509:CN=envoy,O=Mesh"),
                        new Principal("spiffe://mesh/a"),
                        new Principal("x509:CN=b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "envoy", "jwt:envoy", "envoy,spiffe://mesh/a"})
    void shouldRefuseWhatIsNoPrincipalOfACertificate(String text) {
        assertThatThrownBy(() -> read(Map.of(TrustedProxies.KEY, text)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("identity.trusted-proxies: " + text)
                .hasMessageContaining("spiffe://mesh/envoy");
    }

    private static Set<Principal> read(Map<String, String> settings) {
        return ProcessSettings.of(settings).read(TrustedProxies::read);
    }
}
