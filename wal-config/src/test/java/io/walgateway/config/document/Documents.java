package io.walgateway.config.document;

import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueCapabilities;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Documents for tests, and plugins that have something against some of them. */
final class Documents {
    static final Plugins NO_PLUGINS = new Plugins(Map.of(), Map.of());
    static final Plugins PICKY_PLUGINS =
            new Plugins(Map.of("kafka", new PickyQueues()), Map.of("kafka", new PickyTargets()));

    /** With SQS's two kinds of queues. */
    static final Plugins SQS_PLUGINS = new Plugins(Map.of("sqs", new QueuesOfTwoKinds()), Map.of());

    private Documents() {}

    /** A document with one Kafka configuration. */
    static String withConfig(String config) {
        return with(config, "");
    }

    /** The same, with more keys beside the persistence configurations. */
    static String with(String config, String more) {
        return """
            {"persistence_configurations": {"persistence_configuration": [
              {"physical_storage": {"type": "KAFKA"}, "config": {%s}}]}%s}
            """.formatted(config, more.isEmpty() ? "" : ", " + more);
    }

    static NamespaceDocument valid(String json) {
        return valid(NamespaceDocument.read(json, NO_PLUGINS));
    }

    static NamespaceDocument valid(Reading reading) {
        return switch (reading) {
            case Reading.Valid valid -> valid.document();
            case Reading.Invalid invalid -> throw new AssertionError("Expected a valid document, but " + invalid);
            case Reading.NotJson broken -> throw new AssertionError("Expected a valid document, but " + broken);
        };
    }

    static List<DocumentProblem> problems(String json) {
        return problems(NamespaceDocument.read(json, NO_PLUGINS));
    }

    static List<DocumentProblem> problems(Reading reading) {
        return switch (reading) {
            case Reading.Valid valid -> throw new AssertionError("Expected problems, but read " + valid.document());
            case Reading.Invalid invalid -> invalid.problems();
            case Reading.NotJson broken -> throw new AssertionError("Expected problems, but " + broken);
        };
    }

    /** All samples that are shipped. */
    static List<Path> samples() {
        try (Stream<Path> files = Files.walk(Path.of("../config/namespaces"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NamespaceDocument sample(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return valid(
                file.toString().endsWith(".json")
                        ? NamespaceDocument.read(bytes, NO_PLUGINS)
                        : NamespaceDocument.readYaml(bytes, NO_PLUGINS));
    }

    private record PickyQueues() implements QueueProvider {
        @Override
        public String type() {
            return "kafka";
        }

        @Override
        public List<Violation> check(QueueConfig queue) {
            return queue.names().contains("picky")
                    ? List.of(
                            new Violation("/wal-kafka-topics/0", "picky", "a name the broker likes"),
                            new Violation("/partitions", "absent", "a number of partitions"))
                    : List.of();
        }

        @Override
        public QueueClient open(PluginContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** Queues whose names end in .fifo keep an order, and others hold single messages back. */
    private record QueuesOfTwoKinds() implements QueueProvider {
        private static final String FIFO = ".fifo";
        private static final Optional<Duration> RETENTION = Optional.of(Duration.ofDays(14));

        @Override
        public String type() {
            return "sqs";
        }

        @Override
        public List<Violation> check(QueueConfig queue) {
            return List.of();
        }

        @Override
        public QueueCapabilities capabilities(QueueConfig queue) {
            return queue.names().stream().allMatch(name -> name.endsWith(FIFO))
                    ? new QueueCapabilities(
                            Optional.empty(),
                            Optional.of("a FIFO queue cannot hold a single message back"),
                            RETENTION,
                            false)
                    : new QueueCapabilities(
                            Optional.of("names of FIFO queues (NAME.fifo)"), Optional.empty(), RETENTION, true);
        }

        @Override
        public String deadLetterName(String queue) {
            return queue.endsWith(FIFO) ? queue.replace(FIFO, "-dlq" + FIFO) : queue + "-dlq";
        }

        @Override
        public QueueClient open(PluginContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private record PickyTargets() implements TargetProvider {
        @Override
        public String type() {
            return "kafka";
        }

        @Override
        public List<Violation> check(TargetAddress address) {
            return Stream.concat(
                            Stream.of("topic")
                                    .filter(name -> !address.properties().containsKey(name))
                                    .map(name -> new Violation("/" + name, "absent", "a topic")),
                            address.properties().entrySet().stream()
                                    .filter(property -> !property.getKey().equals("topic"))
                                    .map(property -> new Violation(
                                            "/" + property.getKey(), property.getValue(), "no such property")))
                    .toList();
        }

        @Override
        public TargetClient open(PluginContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
