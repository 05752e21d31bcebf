package io.walgateway.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthAnswerTest {

    @Test
    void shouldNameOnlyTheChecksThatAreNotUp() {
        assertThat(HealthAnswer.read("""
                        {"status":"degraded","checks":{
                          "grpc":{"status":"up","detail":"listening on port 1"},
                          "queues":{"status":"degraded","detail":"away: Kafka cluster default"},
                          "catalog":{"status":"degraded","detail":"the source has been away"}}}"""))
                .isEqualTo(new HealthAnswer(
                        PartStatus.Health.DEGRADED,
                        "queues: away: Kafka cluster default; catalog: the source has been away"));
    }

    @Test
    void shouldTellAProcessInServiceFromOneThatIsNot() {
        assertThat(HealthAnswer.read("{\"status\":\"up\",\"checks\":{\"a\":{\"status\":\"up\",\"detail\":\"x\"}}}"))
                .isEqualTo(HealthAnswer.UP);
        assertThat(HealthAnswer.read(
                        "{\"status\":\"down\",\"checks\":{\"store\":{\"status\":\"down\",\"detail\":\"refused\"}}}"))
                .isEqualTo(HealthAnswer.unhealthy("store: refused"));
    }

    @Test
    void shouldCountAnAnswerThatMakesNoSenseAsUnhealthy() {
        assertThat(HealthAnswer.read("<html>").health()).isEqualTo(PartStatus.Health.UNHEALTHY);
        assertThat(HealthAnswer.read("{}").health()).isEqualTo(PartStatus.Health.UNHEALTHY);
    }
}
