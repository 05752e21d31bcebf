package io.walgateway.cli.letters;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.option.SignatureOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes a dead letter before it is redriven. */
@Command(
        name = "edit",
        description = "Changes payload or target of a dead letter before it is redriven; the original is kept.")
final class LettersEdit implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "ID", description = "As list shows it.")
    private long id;

    @Option(names = "--payload", paramLabel = "TEXT", description = "This instead.")
    private @Nullable String payload;

    @Option(names = "--payload-file", paramLabel = "FILE", description = "What is in this file instead.")
    private @Nullable Path file;

    @Option(names = "--to-target", paramLabel = "NAME", description = "To this one of the namespace's targets.")
    private @Nullable String target;

    @Option(names = "--target-kafka", paramLabel = "TOPIC", description = "To this Kafka topic.")
    private @Nullable String topic;

    @Option(names = "--target-sqs", paramLabel = "QUEUE", description = "To this SQS queue.")
    private @Nullable String queue;

    @Option(names = "--original", description = "Take all edits back.")
    private boolean original;

    LettersEdit(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode letter = controlPlane
                .connect()
                .send(
                        "PATCH",
                        ControlPlane.path("namespaces", namespace, "dead-letters", Long.toString(id)),
                        body().toString(),
                        signature.headers());
        if (controlPlane.json()) {
            terminal.json(letter);
        } else {
            terminal.say(LetterText.of(letter));
        }
        return 0;
    }

    private ObjectNode body() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        long targets = Stream.of(target, topic, queue).filter(Objects::nonNull).count();
        if ((payload != null && file != null) || targets > 1) {
            throw CliException.misused("edit: two payloads or two targets (expected: one)");
        }
        if (payload != null) {
            body.put("payload_text", payload);
        }
        if (file != null) {
            body.put("payload", Base64.getEncoder().encodeToString(bytes(file)));
        }
        if (target != null) {
            body.put("target", target);
        }
        if (topic != null) {
            putAddress(body, "kafka", "topic", topic);
        }
        if (queue != null) {
            putAddress(body, "sqs", "queue", queue);
        }
        if (original == !body.isEmpty()) {
            throw CliException.misused("edit: " + (original ? "an edit and --original" : "nothing to be changed")
                    + " (expected: a payload, a target or both, or --original)");
        }
        return original ? body.putNull("payload").putNull("target") : body;
    }

    private static void putAddress(ObjectNode body, String type, String property, String value) {
        body.putObject("target").put("type", type).putObject("properties").put(property, value);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CliException.misused("--payload-file: " + file + " cannot be read: " + Reasons.of(e));
        }
    }
}
