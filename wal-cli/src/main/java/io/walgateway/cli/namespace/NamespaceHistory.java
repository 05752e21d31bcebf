package io.walgateway.cli.namespace;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.Table;
import io.walgateway.cli.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Lists the revisions of a namespace. */
@Command(name = "history", description = "Shows what was changed when, by whom and why, the newest first.")
final class NamespaceHistory implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which.")
    private String namespace = "";

    @Option(names = "--limit", paramLabel = "N", description = "So many (default 20, at most 100).")
    private int limit = 20;

    NamespaceHistory(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode page = controlPlane
                .connect()
                .get(ControlPlane.path("namespaces", namespace, "revisions")
                        + ControlPlane.query(Map.of("limit", Integer.toString(limit))));
        if (controlPlane.json()) {
            terminal.json(page);
            return 0;
        }
        Table table = new Table("REVISION", "TIME", "BY", "WHY", "CHANGED");
        page.path("revisions")
                .forEach(revision -> table.row(
                        revision.path("revision").asLong(),
                        revision.path("time").asString(),
                        revision.path("author").asString(),
                        revision.path("why").asString(),
                        NamespaceText.changes(revision)));
        terminal.say(table.toString());
        return 0;
    }
}
