package io.walgateway.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PayloadTextTest {

    @Test
    void shouldShowTextAsItIsAndAllElseInBase64() {
        assertThat(PayloadText.of("h\u00e9llo\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("h\u00e9llo\n");
        assertThat(PayloadText.of(new byte[] {0, 1})).isEqualTo("base64:AAE=");
        assertThat(PayloadText.of(new byte[] {(byte) 0xff})).isEqualTo("base64:/w==");
        assertThat(PayloadText.of(null)).isEqualTo("(none)");
    }

    @Test
    void shouldShowOnlyTheBeginningOfWhatIsLarge() {
        assertThat(PayloadText.of(new byte[20 << 20]))
                .startsWith("20971520 bytes, beginning with base64:AAAA")
                .hasSizeLessThan(200);
    }
}
