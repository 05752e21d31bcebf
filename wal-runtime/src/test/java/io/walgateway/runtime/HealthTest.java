package io.walgateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTest {
    private final Health health = new Health();

    @Test
    void shouldBeUpWhileAllChecksAre() {
        health.register("queue", () -> new Health.Status.Up("2 clients"));
        health.register("catalog", () -> new Health.Status.Up("3 namespaces"));

        assertThat(HealthJson.of(health.report()))
                .isEqualTo("{\"status\":\"up\",\"checks\":{\"catalog\":{\"status\":\"up\",\"detail\":\"3 namespaces\"},"
                        + "\"queue\":{\"status\":\"up\",\"detail\":\"2 clients\"}}}");
    }

    @Test
    void shouldBeDownWhenOneCheckIs() {
        health.register("a", () -> new Health.Status.Up(""));
        health.register("b", () -> new Health.Status.Down("away"));

        assertThat(HealthJson.isUp(health.report())).isFalse();
        assertThat(HealthJson.of(health.report())).contains("\"b\":{\"status\":\"down\",\"detail\":\"away\"}");
    }

    @Test
    void shouldStayInServiceAndSayWhatIsAway() {
        health.register("a", () -> new Health.Status.Up(""));
        health.register("b", () -> new Health.Status.Degraded("Kafka is away"));

        assertThat(HealthJson.isUp(health.report())).isTrue();
        assertThat(HealthJson.of(health.report()))
                .startsWith("{\"status\":\"degraded\"")
                .contains("\"b\":{\"status\":\"degraded\",\"detail\":\"Kafka is away\"}");
    }

    @Test
    void shouldCountAFailingCheckAsDown() {
        health.register("a", () -> {
            throw new IllegalStateException("broken");
        });

        assertThat(HealthJson.of(health.report()))
                .contains("\"status\":\"down\"")
                .contains("broken");
    }

    @Test
    void shouldEscapeDetails() {
        health.register("a\"b", () -> new Health.Status.Up("line\nwith \\ and \uD83D\uDE00 and é"));

        assertThat(HealthJson.of(health.report()))
                .contains("\"a\\\"b\"")
                .contains("line\\u000awith \\\\ and \\ud83d\\ude00 and é");
    }
}
