package io.walgateway.standalone.compose;

import io.walgateway.cli.terminal.Terminal;
import io.walgateway.cli.terminal.Tree;
import io.walgateway.cli.write.WriteCommand;
import io.walgateway.local.port.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine;

/** Runs the compose file on an engine: up, one write that is delivered, down with its volumes. */
record ComposeRun(Path folder, ComposeFile file, Consumer<String> say) {

    private static final String TOPIC = "quickstart-out";
    private static final Duration UP_WITHIN = Duration.ofMinutes(30);
    private static final Duration DOWN_WITHIN = Duration.ofMinutes(3);
    private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(250);

    /** Returns what went wrong; empty: nothing. */
    String failure(boolean build) {
        String project = "wal-check-" + ProcessHandle.current().pid();
        Map<String, String> ports = freePorts();
        try {
            List<String> up = new ArrayList<>(List.of("up", "--wait", build ? "--build" : "--no-build"));
            long began = System.nanoTime();
            Tool.Result started = compose(project, ports, up, UP_WITHIN);
            if (started.exitCode() != 0) {
                return started.text();
            }
            say.accept("  up in %d s"
                    .formatted(Duration.ofNanos(System.nanoTime() - began).toSeconds()));
            return writeAndRead(project, ports);
        } finally {
            Tool.Result ended = compose(project, ports, List.of("down", "--volumes", "--remove-orphans"), DOWN_WITHIN);
            if (ended.exitCode() != 0) {
                say.accept(ended.text());
            }
        }
    }

    private Tool.Result compose(String project, Map<String, String> ports, List<String> arguments, Duration within) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "--project-name", project));
        command.addAll(arguments);
        return Tool.run(folder, command, ports, within);
    }

    private String writeAndRead(String payload, Map<String, String> ports) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        Terminal terminal = new Terminal(writer, writer);
        String server = "127.0.0.1:" + ports.get("WAL_GRPC_PORT");
        int exitCode = Tree.finish(new CommandLine(new WriteCommand(terminal)), terminal)
                .execute("quickstart", payload, "--server", server);
        if (exitCode != 0) {
            return said.toString();
        }
        say.accept("  " + said.toString().strip());
        return isDelivered(payload, "127.0.0.1:" + ports.get("WAL_KAFKA_PORT"))
                ? ""
                : "%s is not in %s after %s".formatted(payload, TOPIC, DELIVERED_WITHIN);
    }

    private static boolean isDelivered(String payload, String kafka) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", kafka);
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + DELIVERED_WITHIN.toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (payload.equals(new String(record.value(), StandardCharsets.UTF_8))) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** A free port for each variable with which the file lets a port be moved. */
    private Map<String, String> freePorts() {
        Map<String, String> ports = new TreeMap<>();
        file.services().stream()
                .flatMap(ComposeService::ports)
                .flatMap(port -> port.flatMap(ComposeService.Port::variable).stream())
                .forEach(variable -> ports.put(variable, Integer.toString(FreePorts.next())));
        return ports;
    }
}
