package io.walgateway.cli.namespace;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.option.DocumentFile;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Terminal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Checks a document, and changes nothing. */
@Command(name = "validate", description = "Checks a document, JSON or YAML, and changes nothing.")
final class NamespaceValidate implements Callable<Integer> {
    /** For queues that are called after the namespace. */
    private static final String NO_NAME = "validated";

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "The document.")
    private String file = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the namespace is called: its queues are held against those of other namespaces.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--offline",
            description = "Without a control plane: by all rules that need nothing but the document.")
    private boolean offline;

    NamespaceValidate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (offline) {
            OfflineCheck.require(file, DocumentFile.read(file), name.orElse(NO_NAME));
            terminal.say("valid");
            return ExitCode.DONE.code();
        }
        JsonNode answer = controlPlane
                .connect()
                .send(
                        "POST",
                        ControlPlane.path("validate")
                                + ControlPlane.query(
                                        name.map(given -> Map.of("name", given)).orElse(Map.of())),
                        DocumentFile.read(file),
                        Map.of());
        if (controlPlane.json()) {
            terminal.json(answer);
        } else {
            terminal.say("valid");
            answer.path("not_served").forEach(gap -> terminal.say(gap.asString()));
        }
        return 0;
    }
}
