package io.walgateway.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.local.kafka.KafkaCluster.Access;
import io.walgateway.local.process.JvmSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterIT {
    private static final int SIZE = 3;

    @TempDir
    private Path directory;

    private Optional<KafkaCluster> cluster = Optional.empty();

    @AfterEach
    void stop() {
        cluster.ifPresent(running -> running.brokers().forEach(KafkaBroker::kill));
    }

    @Test
    void shouldAcknowledgeWithAnyOneOfThreeGone() throws Exception {
        KafkaCluster three = KafkaCluster.in(
                directory, SIZE, JvmSettings.small(), List.of(Access.direct("INSIDE"), Access.direct("OUTSIDE")));
        cluster = Optional.of(three);
        three.start();
        Map<String, Object> clients = Map.of("bootstrap.servers", three.bootstrapServers("OUTSIDE"), "acks", "all");
        try (Admin admin = Admin.create(clients);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(clients, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("writes", SIZE, (short) SIZE)))
                    .all()
                    .get();
            three.brokers().getFirst().kill();
            for (int partition = 0; partition < SIZE; partition++) {
                var where = producer.send(new ProducerRecord<>("writes", partition, "", "write"))
                        .get();
                assertThat(where.hasOffset()).isTrue();
            }
            three.start();
            assertThat(three.brokers()).allMatch(KafkaBroker::isRunning);
        }
    }
}
