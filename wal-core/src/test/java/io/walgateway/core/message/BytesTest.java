package io.walgateway.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesTest {
    private static final byte[] ARRAY = "hello world".getBytes(StandardCharsets.UTF_8);

    private final Bytes part = Bytes.wrap(ARRAY, 6, 5);

    @Test
    void shouldBeEqualWhereverTheyLie() {
        assertThat(part)
                .isEqualTo(Bytes.utf8("world"))
                .hasSameHashCodeAs(Bytes.utf8("world"))
                .isNotEqualTo(Bytes.utf8("hello"))
                .isNotEqualTo(Bytes.wrap(ARRAY));
    }

    @Test
    void shouldShowNothingBesideAPart() {
        assertThat(part.size()).isEqualTo(5);
        assertThat(part.asUtf8()).isEqualTo("world");
        assertThat(part.unsafeArray()).asString(StandardCharsets.UTF_8).isEqualTo("world");
        assertThat(part.asBuffer().remaining()).isEqualTo(5);
        assertThat(part.asBuffer().get(0)).isEqualTo((byte) 'w');
        assertThat(part).hasToString("5 bytes");
    }

    @Test
    void shouldNotCopyAWholeArray() {
        assertThat(Bytes.wrap(ARRAY).unsafeArray()).isSameAs(ARRAY);
    }

    @Test
    void shouldRefuseAPartThatIsNotThere() {
        assertThatThrownBy(() -> Bytes.wrap(ARRAY, 6, 6)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
