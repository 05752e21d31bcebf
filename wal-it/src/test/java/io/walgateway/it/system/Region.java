package io.walgateway.it.system;

import com.google.protobuf.ByteString;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.standalone.part.JvmOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One of several regions on one machine: a log to which applications write directly, a consumer that sends what they write
 * to the writers of all regions, and a writer that puts the writes of other regions into a topic.
 */
public final class Region implements AutoCloseable {
    private final String base;
    private final String name;
    private final WalSystem system;
    private final Path directory;
    private final int writerPort = FreePorts.next();
    private final JavaProgram writer;
    private final JavaProgram consumer;

    /**
     * Makes the region's topics and settings, and starts nothing yet.
     *
     * @param base      shared by the regions of one test, and by nobody else
     * @param directory of this region alone
     */
    public Region(String base, String name, WalSystem system, Path directory) throws Exception {
        this.base = base;
        this.name = name;
        this.system = system;
        this.directory = directory.toAbsolutePath();
        Topics.create(system, log(), 1);
        Topics.create(system, log() + "-dlq", 1);
        Topics.create(system, applied(), 1);
        writer = program("writer", "io.walgateway.consumer.WriterMain", """
                region: %s
                listen.port: %d
                management.port: %d
                targets: {"*": {type: kafka, topic: %s}}
                kafka.clusters: {"*": {bootstrap.servers: "%s"}}
                """.formatted(
                        name, writerPort, FreePorts.next(), applied(), servers()));
        consumer = program("consumer", "io.walgateway.consumer.ConsumerMain", """
                region: %s
                management.port: %d
                catalog.file.dir: "%s"
                kafka.delay.state-dir: "%s"
                kafka.clusters: {"*": {bootstrap.servers: "%s"}}
                """.formatted(
                        name,
                        FreePorts.next(),
                        this.directory.resolve("documents"),
                        this.directory.resolve("delays"),
                        servers()));
    }

    /** The name of the topic that applications of this region write to; also its namespace. */
    public String log() {
        return base + "-" + name;
    }

    /** The name of the topic that has what other regions wrote. */
    public String applied() {
        return log() + "-applied";
    }

    public LocalComponent writer() {
        return writer;
    }

    /** Starts the writer and the consumer; all regions replicate to all. */
    public void start(List<Region> all) throws IOException {
        StringBuilder regions = new StringBuilder();
        all.forEach(region -> regions.append(
                "%s\"%s\": \"127.0.0.1:%d\"".formatted(regions.isEmpty() ? "" : ", ", region.name, region.writerPort)));
        Path documents = Files.createDirectories(directory.resolve("documents"));
        Files.writeString(documents.resolve(log() + ".json"), """
                {"persistence_configurations": {"persistence_configuration": [
                  {"physical_storage": {"type": "KAFKA"},
                   "config": {"wal-kafka-topics": ["%s"],
                              "target": {"type": "replication", "name": "copies", "regions": {%s}}}}]},
                 "ordering": "key", "retry": {"backoff": {"initial": "100ms", "max": "1s"}}}
                """.formatted(log(), regions));
        writer.start();
        consumer.start();
    }

    /** What an application of this region writes, in this order and under one key. */
    public void write(List<String> payloads) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String payload : payloads) {
                producer.send(new ProducerRecord<>(
                        log(),
                        name.getBytes(StandardCharsets.UTF_8),
                        LogRecord.newBuilder()
                                .setNamespace(log())
                                .setPayload(ByteString.copyFromUtf8(payload))
                                .build()
                                .toByteArray()));
            }
        }
    }

    private String servers() {
        return system.kafka().bootstrapServers();
    }

    private JavaProgram program(String part, String mainClass, String settings) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(part).toAbsolutePath());
        Path file = Files.writeString(folder.resolve("settings.yaml"), settings);
        return JavaProgram.in(
                folder,
                name + "-" + part,
                JvmOptions.OF_SHORT_LIVED_PARTS,
                mainClass,
                List.of("--config", file.toString()));
    }

    @Override
    public void close() {
        consumer.stop();
        writer.stop();
    }
}
