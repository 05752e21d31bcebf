package io.walgateway.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusTableTest {

    private static final PartStatus KAFKA = new PartStatus(
            PartName.of(PartKind.KAFKA),
            PartStatus.Health.UP,
            OptionalLong.of(4711),
            "127.0.0.1:7090",
            OptionalLong.of(220),
            "");
    private static final PartStatus CONSUMER = new PartStatus(
            PartName.of(PartKind.CONSUMER),
            PartStatus.Health.DOWN,
            OptionalLong.empty(),
            "127.0.0.1:7072",
            OptionalLong.empty(),
            "./wal start consumer starts it");

    @Test
    void shouldShowEachPartInARow() {
        assertThat(new StatusTable(List.of(KAFKA, CONSUMER)).render()).isEqualTo("""
                        PART          HEALTH          PID  ADDRESS               RSS
                        kafka         up             4711  127.0.0.1:7090     220 MB
                        consumer      down              -  127.0.0.1:7072          -  ./wal start consumer starts it
                        """);
    }

    @Test
    void shouldShowRegionsAndTheSumOfTheirMemory() {
        PartStatus kafka = new PartStatus(
                new PartName(PartKind.KAFKA, "eu-west-1"),
                PartStatus.Health.UP,
                OptionalLong.of(4711),
                "127.0.0.1:7090",
                OptionalLong.of(220),
                "");
        StatusTable table = new StatusTable(List.of(kafka, KAFKA));
        assertThat(table.render()).isEqualTo("""
                        PART            HEALTH          PID  ADDRESS               RSS
                        kafka.eu-west-1 up             4711  127.0.0.1:7090     220 MB
                        kafka           up             4711  127.0.0.1:7090     220 MB
                        440 MB in all
                        """);
        assertThat(table.json()).containsOnlyOnce("\"region\" : \"eu-west-1\"");
    }

    @Test
    void shouldBeAllUpOnlyWhenEachPartIs() {
        assertThat(new StatusTable(List.of(KAFKA)).allUp()).isTrue();
        assertThat(new StatusTable(List.of(KAFKA, CONSUMER)).allUp()).isFalse();
    }
}
