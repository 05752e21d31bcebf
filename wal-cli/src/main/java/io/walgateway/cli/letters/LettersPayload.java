package io.walgateway.cli.letters;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the payload of a dead letter, byte for byte, also when it is in durable storage. */
@Command(name = "payload", description = "Writes the payload that would be redriven, as it is.")
final class LettersPayload implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "ID", description = "As list shows it.")
    private long id;

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "Where to write it.")
    private Path to = Path.of("");

    LettersPayload(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        byte[] payload = controlPlane
                .connect()
                .bytes(ControlPlane.path("namespaces", namespace, "dead-letters", Long.toString(id), "payload"));
        try {
            Files.write(to, payload);
        } catch (IOException e) {
            throw new CliException("--to: " + to + " cannot be written: " + Reasons.of(e), e);
        }
        terminal.say(payload.length + " bytes written to " + to);
        return 0;
    }
}
