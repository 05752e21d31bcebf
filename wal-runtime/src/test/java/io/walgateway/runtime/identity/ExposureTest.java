package io.walgateway.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
    private static final String BOTH = "tls.certificate-file and an identity of callers";

    @ParameterizedTest
    @CsvSource({
        "false, false, false, false",
        "true,  false, false, false",
        "false, true,  false, false",
        "true,  true,  false, true",
        "false, false, true,  true",
        "true,  false, true,  true"
    })
    void shouldListenBeyondLoopbackOnlyWithBothOrWhereSomebodyTakesTheBlame(
            boolean tls, boolean authentication, boolean insecure, boolean listens) {
        assertThat(new Exposure(authentication, insecure)
                        .refusal(at("0.0.0.0", tls))
                        .isEmpty())
                .isEqualTo(listens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "localhost"})
    void shouldLeaveLoopbackOpen(String host) {
        assertThat(new Exposure(false, false).refusal(at(host, false))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "no-such-host.invalid"})
    void shouldNameWhatIsMissingInOneSentence(String host) {
        assertThat(new Exposure(false, false).refusal(at(host, false)))
                .hasValueSatisfying(why ->
                        assertThat(why).startsWith("grpc.host: ").contains(BOTH).contains("--insecure"));
    }

    @Test
    void shouldNameOnlyWhatIsMissing() {
        assertThat(new Exposure(false, false).refusal(at("0.0.0.0", true)).orElseThrow())
                .doesNotContain("tls.certificate-file")
                .contains("identity.tokens-file");
        assertThatThrownBy(() -> new Exposure(true, false).require(at("0.0.0.0", false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tls.certificate-file")
                .hasMessageNotContaining("identity.tokens-file");
    }

    @Test
    void shouldLookAtEachPortByItself() {
        Map<String, Exposure.Port> ports = Map.of(
                "grpc.host", new Exposure.Port(new InetSocketAddress("0.0.0.0", 0), true),
                "management.host", new Exposure.Port(new InetSocketAddress("0.0.0.0", 0), false));
        assertThat(new Exposure(true, false).refusal(ports).orElseThrow())
                .startsWith("management.host: 0.0.0.0 (expected: tls.certificate-file")
                .doesNotContain("grpc.host");
    }

    private static Map<String, Exposure.Port> at(String host, boolean tls) {
        return Map.of(
                "grpc.host",
                new Exposure.Port(new InetSocketAddress(host, 0), tls),
                "management.host",
                new Exposure.Port(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false));
    }
}
