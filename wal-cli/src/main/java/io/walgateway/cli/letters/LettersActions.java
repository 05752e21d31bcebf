package io.walgateway.cli.letters;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.option.SignatureOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Table;
import io.walgateway.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Lists bulk redrives and discards. */
@Command(name = "actions", description = "Shows redrives and discards of many, or one of them, or stops it.")
final class LettersActions implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "This one alone.")
    private @Nullable Long id;

    @Option(names = "--stop", description = "End it after what is under way; what is done stays done.")
    private boolean stop;

    @Option(names = "--follow", description = "Show its progress until it is over.")
    private boolean follow;

    LettersActions(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (id == null && (stop || follow)) {
            throw CliException.misused("--stop, --follow: without an id (expected: the id of an action)");
        }
        ControlPlane control = controlPlane.connect();
        if (id == null) {
            return all(control);
        }
        String action = ControlPlane.path("namespaces", namespace, "dead-letters", "actions", id.toString());
        JsonNode shown = stop ? control.send("DELETE", action, "", signature.headers()) : control.get(action);
        return new ActionProgress(terminal, control, controlPlane.json()).show(shown, follow);
    }

    private int all(ControlPlane control) {
        JsonNode page = control.get(ControlPlane.path("namespaces", namespace, "dead-letters", "actions"));
        if (controlPlane.json()) {
            terminal.json(page);
            return 0;
        }
        Table table = new Table("ID", "STARTED", "KIND", "STATE", "MATCHED", "DONE", "FAILED", "FILTER", "BY", "WHY");
        page.path("actions")
                .forEach(action -> table.row(
                        action.path("id").asLong(),
                        action.path("started").asString(),
                        action.path("kind").asString(),
                        action.path("state").asString(),
                        action.path("matched").asLong(),
                        action.path("done").asLong(),
                        action.path("failed").asLong(),
                        action.path("filter").isEmpty() ? "all" : action.path("filter"),
                        action.path("author").asString(),
                        action.path("why").asString()));
        terminal.say(page.path("actions").isEmpty() ? "none" : table.toString());
        return 0;
    }
}
