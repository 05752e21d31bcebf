package io.walgateway.local.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortReservationsTest {

    @TempDir
    Path folder;

    @Test
    void shouldNotHandOutAPortTwice() {
        PortReservations ports = new PortReservations(folder.resolve("ports"), 0);
        assertThat(IntStream.range(0, 200).parallel().map(i -> ports.next()).boxed())
                .doesNotHaveDuplicates()
                .allMatch(port ->
                        port >= PortReservations.FIRST && port < PortReservations.FIRST + PortReservations.COUNT);
    }

    @Test
    void shouldNotHandOutWhatAnotherReserved() {
        PortReservations ours = new PortReservations(folder.resolve("ports"), 100);
        PortReservations theirs = new PortReservations(folder.resolve("ports"), 100);
        List<Integer> all = Stream.of(ours.next(), theirs.next(), ours.next(), theirs.next())
                .toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void shouldNotHandOutAPortThatIsInUse() throws IOException {
        int start = 200;
        int expected = new PortReservations(folder.resolve("probe"), start).next();
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(Loopback.at(expected));
            assertThat(new PortReservations(folder.resolve("ports"), expected - PortReservations.FIRST).next())
                    .isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void shouldBeginAgainAtTheFirstAfterTheLast() {
        PortReservations ports = new PortReservations(folder.resolve("ports"), PortReservations.COUNT);
        assertThat(ports.next()).isLessThan(PortReservations.FIRST + 1_000);
    }

    @Test
    void shouldServeTheWholeProcessFromOneSet() {
        assertThat(Stream.generate(FreePorts::next).limit(20)).doesNotHaveDuplicates();
    }
}
