package io.walgateway.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "*, any, 99, true",
        "*:443, any, 443, true",
        "*:443, any, 80, false",
        "API.example.com, api.example.com, 99, true",
        "api.example.com, api.example.com.evil, 80, false",
        "api.example.com:443, api.example.com, 443, true",
        "api.example.com:443, api.example.com, 80, false",
        "*.example.com, a.b.example.com, 80, true",
        "*.example.com, example.com, 80, false",
        "*.example.com, evilexample.com, 80, false",
        "[::1], [::1], 80, true",
        "[::1]:81, [::1], 80, false",
        "'a, 10.0.0.1', 10.0.0.1, 80, true"
    })
    void shouldAllowWhatMatches(String patterns, String host, int port, boolean allowed) {
        assertThat(HostPatterns.parse(patterns).orElseThrow().allow(host, port)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,,b", "http://h", "h/path", "a b", "h:", "*a", "a.*.b", "h:123456"})
    void shouldRefuseWhatIsNoPattern(String text) {
        assertThat(HostPatterns.parse(text)).isEmpty();
    }
}
