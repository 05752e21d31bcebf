package io.walgateway.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    private static final TopicPartition PARTITION = new TopicPartition("writes", 0);

    @TempDir
    Path directory;

    @Test
    void shouldKeepAcknowledgedRecordsOverKillAndStop() throws Exception {
        int port;
        try (KafkaBroker broker = KafkaBroker.in(directory, 0)) {
            broker.start();
            createTopic(broker);
            List<String> acknowledged = append(broker, 2_000);

            broker.kill();
            assertThat(broker.isRunning()).isFalse();
            broker.start();
            assertThat(readAll(broker, 2_000)).isEqualTo(acknowledged);
            port = Integer.parseInt(broker.bootstrapServers().split(":", -1)[1]);
        }
        try (KafkaBroker another = KafkaBroker.in(directory, port)) {
            another.start();
            assertThat(another.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            assertThat(readAll(another, 2_000)).hasSize(2_000);
        }
    }

    @Test
    void shouldTakeAMebibytePayloadAndNoTopicThatWasNotCreated() throws Exception {
        try (KafkaBroker broker = KafkaBroker.in(directory, 0)) {
            broker.start();
            createTopic(broker);
            try (KafkaProducer<String, String> producer = producer(broker, 5_000)) {
                String mebibyte = "x".repeat(1_048_576);
                producer.send(new ProducerRecord<>(PARTITION.topic(), mebibyte)).get();
                Future<RecordMetadata> unknown = producer.send(new ProducerRecord<>("never-created", "x"));
                assertThatThrownBy(unknown::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(TimeoutException.class);
            }
        }
    }

    @Test
    void shouldNotAnswerWhileSuspended() throws Exception {
        try (KafkaBroker broker = KafkaBroker.in(directory, 0)) {
            broker.start();
            createTopic(broker);
            broker.suspend();
            try (KafkaProducer<String, String> producer = producer(broker, 1_000)) {
                Future<RecordMetadata> unanswered = producer.send(new ProducerRecord<>(PARTITION.topic(), "x"));
                assertThatThrownBy(unanswered::get).hasCauseInstanceOf(TimeoutException.class);
            }
            assertThat(broker.isRunning()).isTrue();
            broker.resume();
            assertThat(append(broker, 10)).hasSize(10);
        }
    }

    private static void createTopic(KafkaBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static List<String> append(KafkaBroker broker, int count) throws Exception {
        List<String> values =
                IntStream.range(0, count).mapToObj(i -> "value-" + i).toList();
        try (KafkaProducer<String, String> producer = producer(broker, 30_000)) {
            List<Future<RecordMetadata>> answers = new ArrayList<>();
            for (String value : values) {
                answers.add(producer.send(new ProducerRecord<>(PARTITION.topic(), value)));
            }
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
        }
        return values;
    }

    private static KafkaProducer<String, String> producer(KafkaBroker broker, int timeoutMillis) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        0,
                        "max.request.size",
                        2_000_000,
                        "max.block.ms",
                        timeoutMillis,
                        "request.timeout.ms",
                        timeoutMillis,
                        "delivery.timeout.ms",
                        timeoutMillis),
                new StringSerializer(),
                new StringSerializer());
    }

    private static List<String> readAll(KafkaBroker broker, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            for (int polls = 0; polls < 300 && values.size() < count; polls++) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}
