package io.walgateway.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "orders", "ä ö 日本 \uD83D\uDE00", "a\\nb \"quoted\" /path"})
    void shouldLeaveTextAsItIs(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void shouldEscapeWhatBreaksLinesOrIsObeyed() {
        assertThat(Printable.of("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
        assertThat(Printable.of("\u001b[31m\u0007\u007f\u009b\u0000"))
                .isEqualTo("\\u001b[31m\\u0007\\u007f\\u009b\\u0000");
        assertThat(Printable.of("\u2028\u2029\u202e\u2066\u200f\ufeff"))
                .isEqualTo("\\u2028\\u2029\\u202e\\u2066\\u200f\\ufeff");
        assertThat(Printable.of("x\uD83Dy")).isEqualTo("x\\ud83dy");
        assertThat(Printable.of("\uDB40\uDC41")).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void shouldKeepLinesWhereThereAreSeveral() {
        assertThat(Printable.lines("a\n\u001bb\r\n")).isEqualTo("a\n\\u001bb\\r\n");
    }

    @Test
    void shouldCutWhatIsLong() {
        assertThat(Printable.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Printable.of("ab\ndef", 3)).isEqualTo("ab\\n... (3 more characters)");
    }
}
