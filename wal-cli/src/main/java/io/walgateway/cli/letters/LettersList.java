package io.walgateway.cli.letters;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.Table;
import io.walgateway.cli.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Lists one page of the dead letters that match. */
@Command(name = "list", description = "Lists dead letters, the newest first, and says how many there are.")
final class LettersList implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Parameters(paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "open (default), redriving, redriven, discarded, or any.")
    private @Nullable String state;

    @Option(names = "--oldest-first", description = "The oldest first.")
    private boolean oldestFirst;

    @Option(names = "--limit", paramLabel = "N", description = "So many (default 20, at most 500).")
    private int limit = 20;

    @Option(names = "--after", paramLabel = "ID", description = "Those that follow this one in the list.")
    private @Nullable Long after;

    LettersList(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> query = filter.parts();
        query.put("limit", Integer.toString(limit));
        if (state != null) {
            query.put("state", state);
        }
        if (oldestFirst) {
            query.put("order", "oldest");
        }
        if (after != null) {
            query.put("after", after.toString());
        }
        JsonNode page = controlPlane
                .connect()
                .get(ControlPlane.path("namespaces", namespace, "dead-letters") + ControlPlane.query(query));
        if (controlPlane.json()) {
            terminal.json(page);
        } else {
            show(page);
        }
        return 0;
    }

    /** With the region where there is one: the same target may fail in one region and not in another. */
    private static String target(JsonNode letter) {
        String region = letter.path("region").asString("");
        return letter.path("target").asString() + (region.isEmpty() ? "" : " in " + region);
    }

    private void show(JsonNode page) {
        Table table = new Table("ID", "DEAD-LETTERED", "STATE", "TARGET", "REASON", "KEY", "TRIES", "ERROR");
        page.path("dead_letters")
                .forEach(letter -> table.row(
                        letter.path("id").asLong(),
                        letter.path("dead_lettered").asString(),
                        letter.path("state").asString() + (letter.path("edited").asBoolean() ? " (edited)" : ""),
                        target(letter),
                        letter.path("reason").asString(),
                        letter.has("key")
                                ? letter.path("key").asString()
                                : "base64:" + letter.path("key_base64").asString(),
                        letter.path("attempts").asInt(),
                        letter.path("error").asString()));
        if (!page.path("dead_letters").isEmpty()) {
            terminal.say(table.toString());
        }
        JsonNode states = page.path("states");
        terminal.say("%s%d match; in all %d open, %d redriving, %d redriven, %d discarded"
                .formatted(
                        page.path("total_exact").asBoolean() ? "" : "at least ",
                        page.path("total").asLong(),
                        states.path("open").asLong(),
                        states.path("redriving").asLong(),
                        states.path("redriven").asLong(),
                        states.path("discarded").asLong()));
        if (page.has("next")) {
            terminal.say("more: --after " + page.path("next").asLong());
        }
    }
}
