package io.walgateway.standalone;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how each part fares; its exit code says whether all are up. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {

    private static final int NOT_ALL_UP = 3;

    private final Console console;

    @Mixin
    private final DataOption data = new DataOption();

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DataFolder folder = data.folder();
        Optional<ControlClient> client = ControlClient.of(folder);
        if (client.isEmpty()) {
            return showUnsupervised(folder);
        }
        ControlClient.Answer answer = client.get().status();
        console.say(answer.text().stripTrailing());
        return answer.status() == ControlServer.DONE ? 0 : NOT_ALL_UP;
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
