package io.walgateway.standalone.command;

import io.walgateway.cli.option.DataOption;
import io.walgateway.cli.option.OutputOption;
import io.walgateway.cli.option.RunningStack;
import io.walgateway.cli.rest.CommandTls;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.control.ControlClient;
import io.walgateway.standalone.control.ControlServer;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Leftovers;
import io.walgateway.standalone.folder.Ports;
import io.walgateway.standalone.folder.RunningLayout;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the status of each part, or of each pipeline of a namespace; the exit code tells whether all are well. */
@Command(
        name = "status",
        description =
                "Show each part: process, address, health, memory; or what a namespace's pipelines hold, stage by stage,"
                        + " and for what the oldest message of each stage waits.",
        footer = "Exit code 0: all parts are up, or all pipelines run and nothing in them is overdue; else 3.")
public final class StatusCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(
            paramLabel = "NAMESPACE",
            arity = "0..1",
            description = "Show its pipelines, as the consumer's /pipelines has them.")
    private Optional<String> namespace = Optional.empty();

    @Mixin
    private final RegionOption region = new RegionOption();

    public StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DataFolder folder = new DataFolder(data.path());
        if (namespace.isPresent()) {
            return showPipelines(folder, namespace.get());
        }
        Optional<ControlClient> client = ControlClient.of(folder);
        if (client.isEmpty()) {
            return showUnsupervised(folder);
        }
        ControlClient.Answer answer = client.get().status(output.json());
        console.say(answer.text().stripTrailing());
        return code(answer.status() == ControlServer.DONE);
    }

    private int showPipelines(DataFolder folder, String name) {
        Ports ports = region.ports(RunningLayout.of(folder));
        PipelinesTable pipelines = PipelinesView.of(
                        ports, RunningStack.operator(folder.path()).map(CommandTls::https))
                .read()
                .of(name);
        if (pipelines.isEmpty()) {
            throw new CliException("%s: the consumer has no pipelines for it (expected: a namespace)".formatted(name));
        }
        console.say(output.json() ? pipelines.json() : pipelines.render());
        return code(pipelines.allRunWell());
    }

    private int showUnsupervised(DataFolder folder) {
        List<ProcessHandle> left = new Leftovers(folder).find();
        if (output.json()) {
            console.say("{\n  \"parts\" : [ ]\n}");
            return code(false);
        }
        console.say(
                left.isEmpty()
                        ? "Nothing runs on %s (./wal up starts it)".formatted(folder.path())
                        : "The supervisor is gone, but processes are left: %s (./wal down ends them)"
                                .formatted(left.stream().map(ProcessHandle::pid).toList()));
        return code(false);
    }

    private static int code(boolean well) {
        return (well ? ExitCode.DONE : ExitCode.NO).code();
    }
}
