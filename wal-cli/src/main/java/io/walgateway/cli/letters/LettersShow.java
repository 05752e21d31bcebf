package io.walgateway.cli.letters;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one dead letter with all its content. */
@Command(name = "show", description = "Shows a dead letter with its payload.")
final class LettersShow implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "ID", description = "As list shows it.")
    private long id;

    LettersShow(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode letter = controlPlane
                .connect()
                .get(ControlPlane.path("namespaces", namespace, "dead-letters", Long.toString(id)));
        if (controlPlane.json()) {
            terminal.json(letter);
        } else {
            terminal.say(LetterText.of(letter));
        }
        return 0;
    }
}
