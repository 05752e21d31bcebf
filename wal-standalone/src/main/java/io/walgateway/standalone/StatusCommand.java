package io.walgateway.standalone;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how each part fares, or each pipeline of a namespace; its exit code says whether all are well. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {

    private static final int NOT_ALL_UP = 3;

    private final Console console;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "NAMESPACE", arity = "0..1")
    private Optional<String> namespace = Optional.empty();

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DataFolder folder = data.folder();
        if (namespace.isPresent()) {
            return showPipelines(RunningPorts.of(folder), namespace.get());
        }
        Optional<ControlClient> client = ControlClient.of(folder);
        if (client.isEmpty()) {
            return showUnsupervised(folder);
        }
        ControlClient.Answer answer = client.get().status();
        console.say(answer.text().stripTrailing());
        return answer.status() == ControlServer.DONE ? 0 : NOT_ALL_UP;
    }

    private int showPipelines(Ports ports, String name) {
        PipelinesTable pipelines = PipelinesView.of(ports).read().of(name);
        if (pipelines.isEmpty()) {
            throw new StandaloneException(
                    "%s: the consumer has no pipelines for it (expected: a namespace)".formatted(name));
        }
        console.say(pipelines.render());
        return pipelines.allRunWell() ? 0 : NOT_ALL_UP;
    }

    private int showUnsupervised(DataFolder folder) {
        List<ProcessHandle> left = new Leftovers(folder).find();
        console.say(
                left.isEmpty()
                        ? "Nothing runs on %s (./wal up starts it)".formatted(folder.path())
                        : "The supervisor is gone, but processes are left: %s (./wal down ends them)"
                                .formatted(left.stream().map(ProcessHandle::pid).toList()));
        return NOT_ALL_UP;
    }
}
