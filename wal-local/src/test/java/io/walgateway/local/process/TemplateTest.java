package io.walgateway.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.kafka.KafkaNode;
import io.walgateway.local.postgres.PostgresServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void shouldFillEachPlace() {
        Template template = new Template("t", "a=${port}, b=${port} c=${data-dir} $1 ${UPPER}", Map.of());
        assertThat(template.with("port", 7).with("data-dir", "$0\\x").render())
                .isEqualTo("a=7, b=7 c=$0\\x $1 ${UPPER}");
    }

    @Test
    void shouldRefuseAPlaceWithoutValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Template("t.yaml", "${port}", Map.of()).render())
                .withMessage("t.yaml: ${port} (expected: a value)");
    }

    @Test
    void shouldRefuseAValueWithoutPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Template("t.yaml", "x", Map.of()).with("port", 7).render())
                .withMessage("t.yaml: [port] (expected: a place in the text)");
    }

    @Test
    void shouldNameAMissingResource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.resource(Template.class, "none.yaml"))
                .withMessageStartingWith("none.yaml ");
    }

    @Test
    void shouldBindAllComponentsToLoopback() {
        KafkaNode node = KafkaNode.alone(1);
        assertThat(node.describe(Template.resource(KafkaBroker.class, "server.properties"))
                        .render())
                .contains("listeners=PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:" + node.controllerPort() + "\n")
                .contains("advertised.listeners=PLAINTEXT://127.0.0.1:1\n");
        assertThat(Template.resource(PostgresServer.class, "postgresql.conf")
                        .with("port", 1)
                        .render())
                .contains("listen_addresses = '127.0.0.1'\n");
        String cassandra = Template.resource(CassandraServer.class, "cassandra.yaml")
                .with("port", 1)
                .with("storage-port", 2)
                .with("commitlog-sync", "batch")
                .render();
        assertThat(cassandra).contains("\nlisten_address: 127.0.0.1\n").contains("\nrpc_address: 127.0.0.1\n");
    }
}
