package io.walgateway.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalPatternTest {
    @ParameterizedTest
    @CsvSource({
        "token:a, token:a, true",
        "token:a, token:A, false",
        "token:a, token:ab, false",
        "*, spiffe://d/a/b, true",
        "token:*, token:, true",
        "token:*-writer, token:a-writer, true",
        "token:a*a, token:a, false",
        "token:a*a, token:aa, true",
        "spiffe://d/ns/*/sa/writer, spiffe://d/ns/a/sa/writer, true",
        "spiffe://d/ns/*/sa/writer, spiffe://d/ns/a/b/sa/writer, false",
        "spiffe://d/ns/*/sa/*, spiffe://d/ns/a/sa/b, true",
        "spiffe://d/*, spiffe://d/a/b, false",
        "spiffe://*/a, spiffe://evil/a, true",
        "spiffe://d*/a, spiffe://d/evil/a, false",
        "'x509:CN=a,*', 'x509:CN=a,O=b', true"
    })
    void shouldMatchSegmentBySegment(String pattern, String principal, boolean matches) {
        assertThat(new PrincipalPattern(pattern).matches(new Principal(principal)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "**", "a*b*", "spiffe://d/a*b*c/d", "a\nb", "a\u0000"})
    void shouldRefuseWhatIsNoPattern(String text) {
        assertThat(PrincipalPattern.parse(text)).isEmpty();
    }
}
