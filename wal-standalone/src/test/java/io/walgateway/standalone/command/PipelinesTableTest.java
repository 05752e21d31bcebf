package io.walgateway.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PipelinesTableTest {
    private static final String JSON = """
            {"pipelines":[
              {"pipeline":"wal.orders.there on kafka:default:orders","namespace":"orders","target":"there",
               "queue":"orders","queue_type":"kafka","restarts":0,"state":"running","held":2,"delivering":0,"overdue":1,"lag":-1,
               "reading":"paused: 2 messages are held, of 2 at most",
               "queue_away":"Kafka cluster default (127.0.0.1:1): no broker answers","endpoints_away":["kafka:default"],
               "giving_up":[],"stages":[{"stage":"ready","held":2,"oldest":{"message_id":"m-1",
               "origin":"orders/3@17","attempts":1,"endpoint":"kafka:default","since":"2026-01-01T00:00:00Z",
               "held_since":"2026-01-01T00:00:00Z","waits_for":"its endpoint kafka:default, which is away"}}]},
              {"pipeline":"wal.events.@request on kafka:default:events","namespace":"events","target":"@request",
               "queue":"events","queue_type":"kafka","restarts":0,"state":"failed","why":"no such cluster"}]}
            """;

    @Test
    void shouldShowWhatANamespaceHoldsAndForWhatItWaits() {
        PipelinesTable orders = PipelinesTable.parse(JSON).of("orders");
        assertThat(orders.render().lines())
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("TARGET"),
                        row -> assertThat(row)
                                .contains("there", "kafka:orders", "running", "unknown", "paused: 2 messages are held"),
                        queue -> assertThat(queue)
                                .isEqualTo("  away: Kafka cluster default (127.0.0.1:1): no broker answers"),
                        away -> assertThat(away).isEqualTo("  away: kafka:default"),
                        stage -> assertThat(stage)
                                .isEqualTo("  2 ready, the oldest since 2026-01-01T00:00:00Z: message m-1 from"
                                        + " orders/3@17, 1 attempt failed, waits for its endpoint kafka:default,"
                                        + " which is away"));
        assertThat(orders.allRunWell()).isFalse();
    }

    @Test
    void shouldSayWhyAPipelineDoesNotRun() {
        PipelinesTable events = PipelinesTable.parse(JSON).of("events");
        assertThat(events.render()).contains("failed").contains("no such cluster");
        assertThat(events.allRunWell()).isFalse();
        assertThat(PipelinesTable.parse(JSON).of("nobody").isEmpty()).isTrue();
    }
}
