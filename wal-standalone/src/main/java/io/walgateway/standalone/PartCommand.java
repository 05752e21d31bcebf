package io.walgateway.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Does something to one part of a running stack. */
sealed class PartCommand implements Callable<Integer> {

    private final PartOrder order;
    private final Console console;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    private PartCommand(PartOrder order, Console console) {
        this.order = order;
        this.console = console;
    }

    @Override
    public Integer call() {
        PartName part = PartName.of(name);
        DataFolder folder = data.folder();
        ControlClient client = ControlClient.of(folder)
                .orElseThrow(() -> new StandaloneException(
                        "no stack runs on %s (expected: one; ./wal up starts it)".formatted(folder.path())));
        ControlClient.Answer answer = client.carryOut(order, part);
        if (answer.status() != ControlServer.DONE) {
            throw new StandaloneException(answer.text());
        }
        console.say(answer.text());
        return 0;
    }

    /** With SIGKILL, as a power cut would. */
    @Command(name = "kill")
    static final class Kill extends PartCommand {
        Kill(Console console) {
            super(PartOrder.KILL, console);
        }
    }

    /** Again, on the same data and ports. */
    @Command(name = "start")
    static final class Start extends PartCommand {
        Start(Console console) {
            super(PartOrder.START, console);
        }
    }

    /** In its orderly way. */
    @Command(name = "stop")
    static final class Stop extends PartCommand {
        Stop(Console console) {
            super(PartOrder.STOP, console);
        }
    }
}
