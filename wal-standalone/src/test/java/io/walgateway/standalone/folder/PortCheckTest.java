package io.walgateway.standalone.folder;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.cli.terminal.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void shouldTellWhichPortIsTakenForWhatAndByWhom() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> new PortCheck(_ -> "process 12 (java)").requireFree(Map.of(port, "gRPC")))
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining("port %d for gRPC is in use by process 12 (java)".formatted(port))
                    .hasMessageContaining("--port-base");
        }
    }

    @Test
    void shouldSeeAServerThatListensOnAllAddresses() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Map<Integer, String> uses = Map.of(taken.getLocalPort(), "Kafka");

            assertThatThrownBy(() -> new PortCheck(_ -> "").requireFree(uses))
                    .hasMessageContaining("for Kafka is in use\n");
        }
    }

    @Test
    void shouldBeContentWithFreePorts() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatCode(() -> new PortCheck(_ -> "").requireFree(Map.of(port, "gRPC")))
                .doesNotThrowAnyException();
    }
}
