package io.walgateway.cli.letters;

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

/** Lists who did what. */
@Command(name = "audit", description = "Shows who did what to which dead letters, the newest first.")
final class LettersAudit implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    @Option(names = "--limit", paramLabel = "N", description = "So many (default 20, at most 500).")
    private int limit = 20;

    LettersAudit(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode page = controlPlane
                .connect()
                .get(ControlPlane.path("namespaces", namespace, "dead-letters", "audit")
                        + ControlPlane.query(Map.of("limit", Integer.toString(limit))));
        if (controlPlane.json()) {
            terminal.json(page);
            return 0;
        }
        Table table = new Table("TIME", "WHAT", "LETTER", "ACTION", "DETAIL", "BY", "WHY");
        page.path("entries")
                .forEach(entry -> table.row(
                        entry.path("time").asString(),
                        entry.path("what").asString(),
                        entry.path("dead_letter").asString(""),
                        entry.path("action").asString(""),
                        entry.path("detail").asString(),
                        entry.path("author").asString(),
                        entry.path("why").asString()));
        terminal.say(page.path("entries").isEmpty() ? "none" : table.toString());
        return 0;
    }
}
