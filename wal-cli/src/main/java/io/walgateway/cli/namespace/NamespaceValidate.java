package io.walgateway.cli.namespace;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.option.DocumentFile;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Checks a document, and changes nothing. */
@Command(name = "validate", description = "Checks a document, JSON or YAML, and changes nothing.")
final class NamespaceValidate implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "The document.")
    private String file = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What the namespace would be called.")
    private String name = "validated";

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
            OfflineCheck.require(file, DocumentFile.read(file), name);
            terminal.say("valid");
            return ExitCode.DONE.code();
        }
        JsonNode answer = controlPlane
                .connect()
                .send(
                        "POST",
                        ControlPlane.path("validate") + ControlPlane.query(Map.of("name", name)),
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
