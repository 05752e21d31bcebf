package io.walgateway.it.system;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.standalone.part.JvmOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One of several regions on one machine. For each kind of store that the regions keep in step it has a log to which
 * applications write directly; a consumer sends what they write to the writers of all regions, and a writer applies the writes of
 * the others to the stores of this one.
 */
public final class Region implements AutoCloseable {
    private final String base;
    private final String name;
    private final List<Store> stores;
    private final WalSystem system;
    private final Path directory;
    private final int writerPort = FreePorts.next();
    private final JavaProgram writer;
    private final JavaProgram consumer;

    /**
     * A store of this region, which every other region has as well.
     *
     * @param kind tells the stores of a region apart
     * @param here the target of this region's own writes, as in a document; empty: applications write to the store themselves
     * @param there the target of the writes of other regions, as in a writer's settings
     */
    public record Store(String kind, Optional<String> here, String there) {}

    /**
     * Makes the region's logs and settings, and starts nothing yet.
     *
     * @param base      shared by the regions of one test, and by nobody else
     * @param names     of all regions
     * @param directory of this region alone
     */
    public Region(String base, String name, List<String> names, List<Store> stores, WalSystem system, Path directory)
            throws Exception {
        this.base = base;
        this.name = name;
        this.stores = List.copyOf(stores);
        this.system = system;
        this.directory = directory.toAbsolutePath();
        StringBuilder targets = new StringBuilder();
        for (Store store : stores) {
            Topics.create(system, log(store.kind), 1);
            Topics.create(system, log(store.kind) + "-dlq", 1);
            names.forEach(
                    region -> targets.append("%n  \"%s\": %s".formatted(log(base, store.kind, region), store.there)));
        }
        writer = program("writer", "io.walgateway.consumer.WriterMain", """
                region: %s
                listen.port: %d
                management.port: %d
                kafka.clusters: {"*": {bootstrap.servers: "%s"}}
                cassandra.clusters: {"*": {contact-points: "127.0.0.1:%d"}}
                opensearch.clusters: {"*": {addresses: "%s"}}
                targets: %s
                """.formatted(
                        name,
                        writerPort,
                        FreePorts.next(),
                        servers(),
                        system.cassandra().contactPoint().getPort(),
                        system.openSearchAddress(),
                        targets));
        consumer = program("consumer", "io.walgateway.consumer.ConsumerMain", """
                region: %s
                management.port: %d
                catalog.file.dir: "%s"
                kafka.delay.state-dir: "%s"
                kafka.clusters: {"*": {bootstrap.servers: "%s"}}
                cassandra.clusters: {"*": {contact-points: "127.0.0.1:%d"}}
                opensearch.clusters: {"*": {addresses: "%s"}}
                """.formatted(
                        name,
                        FreePorts.next(),
                        this.directory.resolve("documents"),
                        this.directory.resolve("delays"),
                        servers(),
                        system.cassandra().contactPoint().getPort(),
                        system.openSearchAddress()));
    }

    public String name() {
        return name;
    }

    /** The name of the topic that applications of this region write to for a kind of store; also its namespace. */
    public String log(String kind) {
        return log(base, kind, name);
    }

    private static String log(String base, String kind, String region) {
        return base + "-" + kind + "-" + region;
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
        for (Store store : stores) {
            String log = log(store.kind);
            String here = store.here.map(target -> target + ", ").orElse("");
            Files.writeString(documents.resolve(log + ".json"), """
                    {"persistence_configurations": {"persistence_configuration": [
                      {"physical_storage": {"type": "KAFKA"},
                       "config": {"wal-kafka-topics": ["%s"],
                                  "targets": [%s{"type": "replication", "name": "copies", "regions": {%s}}]}}]},
                     "ordering": "key", "retry": {"backoff": {"initial": "100ms", "max": "1s"}}}
                    """.formatted(log, here, regions));
        }
        writer.start();
        consumer.start();
    }

    /** A write of an application, at the time of its own clock. */
    public record Write(String key, String payload, Instant at) {}

    /** What an application of this region writes, in this order. */
    public void write(String kind, List<Write> writes) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Write write : writes) {
                producer.send(new ProducerRecord<>(
                        log(kind),
                        write.key.getBytes(StandardCharsets.UTF_8),
                        LogRecord.newBuilder()
                                .setNamespace(log(kind))
                                .setOrderingKey(ByteString.copyFromUtf8(write.key))
                                .setPayload(ByteString.copyFromUtf8(write.payload))
                                .setWriteTime(Timestamp.newBuilder()
                                        .setSeconds(write.at.getEpochSecond())
                                        .setNanos(write.at.getNano()))
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
