package io.walgateway.testkit.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.walgateway.local.kafka.KafkaBroker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ComponentsIT {

    @Test
    void shouldServeKafka() {
        String[] hostAndPort =
                Components.kafka().bootstrapServers().replaceFirst("^.*//", "").split(":", 2);
        assertAccepts(new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1])));
        assertThat(Components.kafka()).isSameAs(Components.kafka());
    }

    @Test
    void shouldServeCassandra() {
        assertAccepts(Components.cassandra().contactPoint());
        assertThat(Components.cassandra()).isSameAs(Components.cassandra());
    }

    @Test
    void shouldServePostgres() {
        URI url = URI.create(Components.postgres().jdbcUrl().substring("jdbc:".length()));
        assertAccepts(new InetSocketAddress(url.getHost(), url.getPort()));
        assertThat(Components.postgres()).isSameAs(Components.postgres());
    }

    @Test
    void shouldGiveTestsComponentsOfTheirOwnToKill() {
        try (KafkaBroker broker = Components.ownKafka(Components.ownDirectory("killed"))) {
            assertThat(broker.bootstrapServers())
                    .isNotEqualTo(Components.kafka().bootstrapServers());
            broker.kill();
            assertThat(broker.isRunning()).isFalse();
            broker.start();
            assertThat(broker.isRunning()).isTrue();
        }
    }

    private static void assertAccepts(InetSocketAddress address) {
        assertThatCode(() -> connect(address)).doesNotThrowAnyException();
    }

    private static void connect(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket(address.getHostString(), address.getPort())) {
            assertThat(socket.isConnected()).isTrue();
        }
    }
}
