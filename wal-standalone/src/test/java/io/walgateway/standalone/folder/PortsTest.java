package io.walgateway.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.part.Composition;
import io.walgateway.standalone.part.PartKind;
import io.walgateway.standalone.part.PartName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    private static final List<String> FIVE = List.of("eu", "us", "ap", "sa", "af");

    @Test
    void shouldReckonAllPortsFromTheBase() {
        Layout layout = new Layout(Ports.BASE_DEFAULT, List.of());
        Composition all = new Composition(List.of(), Set.of(PartKind.CASSANDRA, PartKind.ELASTICMQ));

        assertThat(layout.uses(all.parts()).keySet())
                .containsExactly(7090, 7091, 7092, 7093, 7080, 7081, 7070, 7071, 7072);
        assertThat(layout.of(PartName.of(PartKind.SERVER))).isEqualTo(7070);
        assertThat(layout.of(PartName.of(PartKind.CONTROLPLANE))).isEqualTo(7080);
    }

    @Test
    void shouldNotNeedThePortsOfPartsThatAStackDoesNotHave() {
        assertThat(new Layout(100, List.of()).uses(new Composition(List.of(), Set.of()).parts()))
                .hasSize(7)
                .doesNotContainKey(122);
    }

    @Test
    void shouldGiveRegionsTheSamePortsFiftyApart() {
        Layout layout = new Layout(8000, FIVE);

        assertThat(layout.of(PartName.of("server.eu"))).isEqualTo(8000);
        assertThat(layout.of(PartName.of("kafka.us"))).isEqualTo(8070);
        assertThat(layout.of(PartName.of("controlplane"))).isEqualTo(8010);
        assertThat(layout.management(PartName.of("writer.af"))).hasValue(8204);
        assertThat(layout.link("eu", "us")).isEqualTo(8031);
        assertThat(layout.link("us", "eu")).isEqualTo(8080);
    }

    @Test
    void shouldUseNoPortTwice() {
        Layout layout = new Layout(8000, FIVE);
        List<PartName> parts = new Composition(FIVE, Composition.OPTIONAL).parts();

        // Each process of ours has two ports but the consumer, and each region is linked to four others.
        assertThat(layout.uses(parts)).hasSize(parts.size() + 2 + 5 + 5 + 5 * 4);
        assertThat(layout.uses(parts).keySet()).allMatch(port -> port >= 8000 && port < 8250);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_511, Integer.MAX_VALUE})
    void shouldRefuseABaseThatLeavesNoRoom(int base) {
        assertThatThrownBy(() -> new Layout(base, List.of()))
                .isInstanceOf(CliException.class)
                .hasMessage("--port-base: %d (expected: 1 to 65510)".formatted(base));
    }

    @Test
    void shouldRefuseABaseThatLeavesNoRoomForAllRegions() {
        assertThat(new Layout(65_301, FIVE).link("af", "sa")).isEqualTo(65_534);
        assertThatThrownBy(() -> new Layout(65_302, FIVE)).hasMessage("--port-base: 65302 (expected: 1 to 65301)");
    }

    @Test
    void shouldNameTheNearestRegion() {
        Layout layout = new Layout(8000, List.of("eu-west-1", "us-east-1"));

        assertThatThrownBy(() -> layout.requireRegion("eu-west1"))
                .hasMessage(
                        "eu-west1: no such region (expected: one of eu-west-1, us-east-1); did you mean eu-west-1?");
        assertThatThrownBy(() -> new Layout(8000, List.of()).requireRegion("eu"))
                .hasMessage("eu: this stack has no regions (expected: one that was started by ./wal up --regions N)");
    }
}
