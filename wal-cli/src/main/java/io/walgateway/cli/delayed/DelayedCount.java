package io.walgateway.cli.delayed;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Table;
import io.walgateway.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Counts waiting messages by due time. */
@Command(
        name = "count",
        description = "Count the messages that wait for their due time, by when that is, in each queue.",
        footer = {
            "A message that is to be tried again later counts once for each of its targets. The numbers are some seconds old.",
            "UNDATED: SQS says how many it holds back, and not when they are due."
        })
final class DelayedCount implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(paramLabel = "NAMESPACE", description = "Whose.")
    private String namespace = "";

    DelayedCount(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode answer = controlPlane.connect().get(ControlPlane.path("namespaces", namespace, "delayed"));
        if (controlPlane.json()) {
            terminal.json(answer);
            return ExitCode.DONE.code();
        }
        Table table = new Table("QUEUE", "TOTAL", "NOW", "1 MIN", "1 H", "1 D", "LATER", "UNDATED", "AS OF");
        answer.path("queues").forEach(queue -> row(table, queue.path("queue").asString(), queue));
        row(table, "(all)", answer);
        terminal.say(table.toString());
        return ExitCode.DONE.code();
    }

    private static void row(Table table, String name, JsonNode counts) {
        table.row(
                name,
                counts.path("total").asLong(),
                counts.path("now").asLong(),
                counts.path("within_minute").asLong(),
                counts.path("within_hour").asLong(),
                counts.path("within_day").asLong(),
                counts.path("later").asLong(),
                counts.path("undated").asLong(),
                counts.path("as_of").isNull()
                        ? "not counted yet"
                        : counts.path("as_of").asString(""));
    }
}
