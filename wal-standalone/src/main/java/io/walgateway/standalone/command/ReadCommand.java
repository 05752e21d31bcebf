package io.walgateway.standalone.command;

import io.walgateway.cli.option.DataOption;
import io.walgateway.cli.rest.Causes;
import io.walgateway.cli.rest.UnreachableException;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.core.text.NearestKey;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.RunningLayout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the records in a topic of a running stack. It joins no consumer group and changes nothing. */
@Command(
        name = "read",
        description = "Show the payloads in a Kafka topic of the running stack. It changes nothing.",
        footer =
                "A payload that is not text is shown as base64:..., one of more than 1 MiB by its size and its beginning.")
public final class ReadCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(250);

    private final Console console;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "TOPIC", description = "Such as quickstart-out.")
    private String topic = "";

    @Option(
            names = "--from-beginning",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Begin with the oldest record (default), or with the next one that comes (use --follow).")
    private boolean fromBeginning = true;

    @Option(names = "--count", paramLabel = "N", description = "Stop after N.")
    private long count = Long.MAX_VALUE;

    @Option(
            names = {"-f", "--follow"},
            description = "Wait for more at the end of the topic.")
    private boolean follow;

    @Option(
            names = "--dead-letters",
            description = "The topic holds dead letters: show reason, error, attempts, key, times and origin of each.")
    private boolean deadLetters;

    @Mixin
    private final RegionOption region = new RegionOption();

    public ReadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw CliException.misused("--count: %d (expected: >= 1)".formatted(count));
        }
        String broker = "127.0.0.1:"
                + region.ports(RunningLayout.of(new DataFolder(data.path()))).kafka();
        try {
            read(broker);
        } catch (KafkaException e) {
            throw new UnreachableException(
                    "no Kafka answers at %s: %s (./wal status shows whether it runs, ./wal start kafka starts it)"
                            .formatted(broker, Causes.of(e)),
                    e);
        }
        return ExitCode.DONE.code();
    }

    private void read(String broker) {
        try (var consumer = new KafkaConsumer<>(properties(broker), bytes(), bytes())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            read(consumer, consumer.endOffsets(partitions));
        }
    }

    /** Reads up to the end that the topic had at the start; with {@code --follow}, continues without end. */
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
            throw new CliException(topic + ": no such topic"
                    + NearestKey.of(topic, topics.keySet())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static Properties properties(String broker) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker);
        properties.setProperty("default.api.timeout.ms", "10000");
        return properties;
    }

    private static ByteArrayDeserializer bytes() {
        return new ByteArrayDeserializer();
    }
}
