package io.walgateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformTest {

    @Test
    void shouldTakeArgumentsInEachScript() {
        assertThat(Platform.damage(
                        new String[] {"write", "orders", "{\"k\":\"\u00e4 \u65e5\u672c \ud83d\ude00\"}", ""}))
                .isEmpty();
    }

    @Test
    void shouldRefuseArgumentsOfWhichACharacterIsLost() {
        assertThat(Platform.damage(new String[] {"write", "orders", "{\"k\":\"\ufffd\ufffd\"}"}))
                .hasValueSatisfying(damage -> assertThat(damage)
                        .startsWith("{\"k\":\"??\"}: characters were lost on the way in")
                        .endsWith("(expected: UTF-8, such as by LC_ALL=C.UTF-8)"));
    }
}
