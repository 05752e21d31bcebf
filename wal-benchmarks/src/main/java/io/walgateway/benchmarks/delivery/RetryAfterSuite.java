package io.walgateway.benchmarks.delivery;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.fault.ThrottlingMain;
import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.proto.v1.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long after the time that a receiver asked for the next attempt comes, with a whole consumer. Each message is
 * refused once, with a pause of a second; the receiver looks at the clock before it answers. One round; the pace counts
 * for nothing.
 */
public final class RetryAfterSuite implements Suite {
    private static final Duration FIRST_WITHIN = Duration.ofMinutes(2);
    private static final double LATE_MILLIS_MAX = 100;
    private static final String TARGET = "target";

    private final int messages;

    public RetryAfterSuite() {
        this(30);
    }

    /** @param messages for each receiver */
    RetryAfterSuite(int messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "retry-after";
    }

    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public void run(Session session) {
        int http = FreePorts.next();
        int grpc = FreePorts.next();
        Workbench bench = session.bench();
        Path notes = bench.directory("notes");
        Map<String, String> targets = new LinkedHashMap<>();
        targets.put("seconds", "\"type\": \"http\", \"url\": \"http://127.0.0.1:%d/seconds\"".formatted(http));
        targets.put("date", "\"type\": \"http\", \"url\": \"http://127.0.0.1:%d/date\"".formatted(http));
        targets.put("grpc", "\"type\": \"grpc\", \"address\": \"127.0.0.1:%d\"".formatted(grpc));
        JavaProgram receiver = bench.start(
                "receiver",
                ThrottlingMain.class,
                List.of(Integer.toString(http), Integer.toString(grpc), notes.toString()));
        try {
            targets.forEach((name, target) -> measure(session, name, target, notes.resolve(name)));
        } finally {
            bench.end(receiver);
        }
    }

    private void measure(Session session, String name, String target, Path notes) {
        Subject subject = new Subject("retry-after", "a pause of 1 s", name);
        if (session.only().test(subject)) {
            session.results().expect(new Goal.Absolute(subject, Metric.MAX_MILLIS, AT_MOST, LATE_MILLIS_MAX));
            session.results().expect(new Goal.Absolute(subject, Metric.EARLY, AT_MOST, 0));
            session.measure(1, subject, () -> figures(late(session.bench(), "retry-after-" + name, target, notes)));
        }
    }

    private long[] late(Workbench bench, String namespace, String target, Path notes) {
        Path catalog = bench.directory("catalog");
        bench.topics().create(namespace, namespace + "-dlq");
        List.of(
                        ConsumerGroup.ofTarget(namespace, TARGET).name(),
                        ConsumerGroup.ofRequestTargets(namespace).name())
                .forEach(group -> bench.topics().startAtTheBeginning(group, namespace));
        Gateways.put(catalog, namespace, document(namespace, target));
        fill(bench.bootstrapServers(), namespace);
        JavaProgram consumer = new Gateways(bench).consumer(catalog, catalog.resolve("trail"));
        try {
            return await(notes);
        } finally {
            bench.end(consumer);
        }
    }

    private static String document(String namespace, String target) {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                  "physical_storage": {"type": "KAFKA"},
                  "config": {"wal-kafka-topics": ["%1$s"], "wal-kafka-dlq-topics": ["%1$s-dlq"],
                             "target": {%2$s, "name": "%3$s", "concurrency": 1}}}]}}
                """.formatted(namespace, target, TARGET);
    }

    private void fill(String servers, String namespace) {
        byte[] record = LogRecord.newBuilder().setNamespace(namespace).build().toByteArray();
        try (var producer = new KafkaProducer<byte[], byte[]>(Map.of(
                "bootstrap.servers",
                servers,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class))) {
            for (int i = 0; i < messages; i++) {
                producer.send(new ProducerRecord<>(namespace, record));
            }
        }
    }

    private long[] await(Path notes) {
        long end = System.nanoTime() + FIRST_WITHIN.plusSeconds(3L * messages).toNanos();
        long[] micros = read(notes);
        while (micros.length < messages) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Expected " + messages + " retries, but saw " + micros.length);
            }
            LockSupport.parkNanos(100_000_000);
            micros = read(notes);
        }
        return micros;
    }

    private static long[] read(Path notes) {
        try {
            String text = Files.exists(notes) ? Files.readString(notes) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .mapToLong(Long::parseLong)
                    .sorted()
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Metric, Double> figures(long[] micros) {
        return Map.of(
                Metric.P50_MILLIS,
                micros[micros.length / 2] / 1000.0,
                Metric.MAX_MILLIS,
                micros[micros.length - 1] / 1000.0,
                Metric.EARLY,
                (double) LongStream.of(micros).filter(late -> late < 0).count());
    }
}
