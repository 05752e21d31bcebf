package io.walgateway.plugin.http.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.plugin.http.address.Origin;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "*, http://any:99/, true",
        "*:443, https://any/, true",
        "*:443, http://any/, false",
        "api.example.com, http://API.example.com:99/, true",
        "api.example.com, http://api.example.com.evil/, false",
        "api.example.com:443, https://api.example.com/, true",
        "api.example.com:443, http://api.example.com/, false",
        "*.example.com, http://a.b.example.com/, true",
        "*.example.com, http://example.com/, false",
        "*.example.com, http://evilexample.com/, false",
        "[::1], http://[::1]:80/, true",
        "[::1]:81, http://[::1]:80/, false",
        "'a, 10.0.0.1', http://10.0.0.1/, true"
    })
    void shouldAllowWhatMatches(String patterns, String url, boolean allowed) {
        assertThat(HostPatterns.parse(patterns).orElseThrow().allow(Origin.of(URI.create(url))))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,,b", "http://h", "h/path", "a b", "h:", "*a", "a.*.b", "h:123456"})
    void shouldRefuseWhatIsNoPattern(String text) {
        assertThat(HostPatterns.parse(text)).isEmpty();
    }
}
