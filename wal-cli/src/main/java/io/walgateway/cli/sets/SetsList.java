package io.walgateway.cli.sets;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.Table;
import io.walgateway.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Lists one page of the sets that match. */
@Command(
        name = "list",
        description = "Lists mutation sets that are not applied yet, the oldest first.",
        footer = {
            "stuck: sealed, queued or applying for more than a minute, or as --older-than says. A set with a delay is queued"
                    + " until it is due.",
            "DONE: the parts that each target has."
        })
final class SetsList implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    @Option(names = "--state", paramLabel = "STATE", description = "any (default), open, stuck, or dead_lettered.")
    private @Nullable String state;

    @Option(names = "--older-than", paramLabel = "AGE", description = "Begun so long ago: 90s, 10m, 1d.")
    private @Nullable String olderThan;

    @Option(names = "--region", paramLabel = "NAME", description = "The region whose durable storage has them.")
    private @Nullable String region;

    @Option(names = "--limit", paramLabel = "N", description = "So many (default 20, at most 500).")
    private int limit = 20;

    @Option(names = "--after", paramLabel = "PLACE", description = "Those that follow, as an earlier page says.")
    private @Nullable String after;

    SetsList(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> query = new LinkedHashMap<>();
        put(query, "state", state);
        put(query, "older_than", olderThan);
        put(query, "region", region);
        put(query, "after", after);
        query.put("limit", Integer.toString(limit));
        JsonNode page = controlPlane
                .connect()
                .get(ControlPlane.path("namespaces", namespace, "sets") + ControlPlane.query(query));
        if (controlPlane.json()) {
            terminal.json(page);
        } else {
            show(page);
        }
        return 0;
    }

    private void show(JsonNode page) {
        Table table = new Table("ID", "STATE", "OPENED", "PARTS", "MISSING", "DONE");
        page.path("sets")
                .forEach(set -> table.row(
                        SetText.id(set),
                        set.path("state").asString(),
                        set.path("opened").asString("unknown"),
                        SetText.parts(set),
                        SetText.missing(set),
                        SetText.progress(set)));
        boolean more = page.has("next");
        terminal.say(page.path("sets").isEmpty() ? more ? "none up to here" : "none" : table.toString());
        if (more) {
            terminal.say("more: --after " + page.path("next").asString());
        }
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
