package io.walgateway.standalone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what lies in a topic of a running stack. It belongs to no consumer group and changes nothing. */
@Command(name = "read")
final class ReadCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(250);

    private final Console console;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "TOPIC")
    private String topic = "";

    @Option(names = "--from-beginning", negatable = true, defaultValue = "true", fallbackValue = "true")
    private boolean fromBeginning = true;

    @Option(names = "--count", paramLabel = "N")
    private long count = Long.MAX_VALUE;

    @Option(names = "--follow")
    private boolean follow;

    @Option(names = "--dead-letters")
    private boolean deadLetters;

    ReadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw StandaloneException.misused("--count: %d (expected: >= 1)".formatted(count));
        }
        Ports ports = RunningPorts.of(data.folder());
        try (var consumer = new KafkaConsumer<>(properties(ports), bytes(), bytes())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            read(consumer, consumer.endOffsets(partitions));
        }
        return 0;
    }

    /** Until the end that the topic had when the reading began; with {@code --follow} on and on. */
    private void read(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        long left = count;
        while (left > 0 && (follow || !reached(consumer, ends))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (left == 0) {
                    return;
                }
                console.say(deadLetters ? DeadLetterText.of(record.value()) : PayloadText.of(record.value()));
                left--;
            }
        }
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        Map<String, List<PartitionInfo>> topics = consumer.listTopics();
        List<PartitionInfo> partitions = topics.get(topic);
        if (partitions == null) {
            throw new StandaloneException("%s: no such topic (expected: one of %s)"
                    .formatted(
                            topic,
                            topics.keySet().stream()
                                    .filter(name -> !name.startsWith("__"))
                                    .sorted()
                                    .toList()));
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static Properties properties(Ports ports) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", "127.0.0.1:" + ports.kafka());
        properties.setProperty("default.api.timeout.ms", "10000");
        return properties;
    }

    private static ByteArrayDeserializer bytes() {
        return new ByteArrayDeserializer();
    }
}
