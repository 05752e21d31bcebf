package io.walgateway.standalone.command;

import io.walgateway.cli.option.DataOption;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.control.ControlClient;
import io.walgateway.standalone.control.ControlServer;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.part.PartName;
import io.walgateway.standalone.part.PartOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts, stops or kills one part of a running stack. */
public sealed class PartCommand implements Callable<Integer> {

    private final PartOrder order;
    private final Console console;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(
            paramLabel = "PART",
            description = "kafka, postgres, cassandra, elasticmq, controlplane, server or consumer.")
    private String name = "";

    private PartCommand(PartOrder order, Console console) {
        this.order = order;
        this.console = console;
    }

    @Override
    public Integer call() {
        PartName part = PartName.of(name);
        DataFolder folder = new DataFolder(data.path());
        ControlClient client = ControlClient.of(folder)
                .orElseThrow(() -> new CliException(
                        "no stack runs on %s (expected: one; ./wal up starts it)".formatted(folder.path())));
        ControlClient.Answer answer = client.carryOut(order, part);
        if (answer.status() != ControlServer.DONE) {
            throw new CliException(answer.text());
        }
        console.say(answer.text());
        return 0;
    }

    /** Kills the part with SIGKILL, as a power cut would. */
    @Command(
            name = "kill",
            description = "End one part with SIGKILL, as a power cut would. It is not started again by itself.")
    public static final class Kill extends PartCommand {
        public Kill(Console console) {
            super(PartOrder.KILL, console);
        }
    }

    /** Starts the part again, on the same data and ports. */
    @Command(name = "start", description = "Start one part again, on the same data and ports. Returns when it serves.")
    public static final class Start extends PartCommand {
        public Start(Console console) {
            super(PartOrder.START, console);
        }
    }

    /** Stops the part in an orderly way. */
    @Command(name = "stop", description = "End one part in its orderly way. It is not started again by itself.")
    public static final class Stop extends PartCommand {
        public Stop(Console console) {
            super(PartOrder.STOP, console);
        }
    }
}
