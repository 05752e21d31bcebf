package io.walgateway.standalone.command;

import io.walgateway.cli.option.DataOption;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.control.ControlClient;
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
            description = "As in status, such as kafka, or kafka.eu-west-1 in a stack with regions.")
    private String name = "";

    private PartCommand(PartOrder order, Console console) {
        this.order = order;
        this.console = console;
    }

    @Override
    public Integer call() {
        PartName part = PartName.of(name);
        console.say(ControlClient.require(new DataFolder(data.path())).carryOut(order, part));
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
