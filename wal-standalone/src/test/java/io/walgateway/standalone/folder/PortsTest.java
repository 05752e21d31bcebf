package io.walgateway.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.part.PartName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void shouldReckonAllPortsFromTheBase() {
        Ports ports = new Ports(Ports.BASE_DEFAULT);

        assertThat(ports.uses(true).keySet()).containsExactly(7070, 7071, 7072, 7080, 7081, 7090, 7091, 7093, 7092);
        assertThat(ports.of(PartName.SERVER)).isEqualTo(7070);
        assertThat(ports.of(PartName.CONTROLPLANE)).isEqualTo(7080);
    }

    @Test
    void shouldNotNeedCassandrasPortWithoutCassandra() {
        assertThat(new Ports(100).uses(false)).hasSize(8).doesNotContainKey(122);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_513, Integer.MAX_VALUE})
    void shouldRefuseABaseThatLeavesNoRoom(int base) {
        assertThatThrownBy(() -> new Ports(base))
                .isInstanceOf(CliException.class)
                .hasMessage("--port-base: %d (expected: 1 to 65512)".formatted(base));
    }
}
