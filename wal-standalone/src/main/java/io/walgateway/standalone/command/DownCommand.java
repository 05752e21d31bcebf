package io.walgateway.standalone.command;

import io.walgateway.cli.option.DataOption;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.control.ControlClient;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Departure;
import io.walgateway.standalone.folder.Leftovers;
import io.walgateway.standalone.folder.RunRecord;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a stack in an orderly way, and returns when none of its processes is left. */
@Command(
        name = "down",
        description = "Stop all of it in order, and return when it has ended. The data stays.",
        footer = "It also ends the processes that are left of a stack whose supervisor was killed.")
public final class DownCommand implements Callable<Integer> {

    private static final Duration SUPERVISOR_GONE_WITHIN = Duration.ofSeconds(30);
    private static final Duration KILLED_GONE_WITHIN = Duration.ofSeconds(5);

    private final Console console;

    @Mixin
    private final DataOption data = new DataOption();

    public DownCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DataFolder folder = new DataFolder(data.path());
        Optional<ControlClient> client = ControlClient.of(folder);
        if (client.isEmpty()) {
            return endLeftovers(folder);
        }
        Optional<ProcessHandle> supervisor = RunRecord.supervisor(folder);
        try (Stream<String> lines = client.get().down()) {
            lines.forEach(console::say);
        } catch (CliException | UncheckedIOException e) {
            // A killed supervisor stays listed for a moment, and may die while it is being asked.
            if (!Departure.await(supervisor.stream().toList(), KILLED_GONE_WITHIN)) {
                throw e;
            }
            return endLeftovers(folder);
        }
        supervisor.ifPresent(DownCommand::awaitEnd);
        return 0;
    }

    private int endLeftovers(DataFolder folder) {
        Leftovers leftovers = new Leftovers(folder);
        if (leftovers.find().isEmpty()) {
            console.say("Nothing runs on " + folder.path());
            return 0;
        }
        console.say("The supervisor is gone; ending the %d processes that it left."
                .formatted(leftovers.find().size()));
        leftovers.end();
        if (!leftovers.find().isEmpty()) {
            throw new CliException("processes are left that do not end: " + leftovers.find());
        }
        RunRecord.delete(folder);
        return 0;
    }

    private static void awaitEnd(ProcessHandle supervisor) {
        if (!Departure.await(List.of(supervisor), SUPERVISOR_GONE_WITHIN)) {
            throw new CliException("the supervisor, process %d, does not end".formatted(supervisor.pid()));
        }
    }
}
