package io.walgateway.standalone;

import io.walgateway.local.CassandraServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything and stays with it; or, with {@code --detach}, has that done in the background. */
@Command(name = "up")
final class UpCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--port-base", paramLabel = "N")
    private int portBase = Ports.BASE_DEFAULT;

    @Option(names = "--no-cassandra")
    private boolean noCassandra;

    @Option(names = "--detach")
    private boolean detach;

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Ports ports = new Ports(portBase);
        DataFolder folder = data.folder().create();
        return detach ? Detached.start(folder, ports, noCassandra, console) : supervise(folder, ports);
    }

    private int supervise(DataFolder folder, Ports ports) {
        try (RunLock _ = RunLock.take(folder)) {
            RunRecord.delete(folder);
            Leftovers leftovers = new Leftovers(folder);
            if (!leftovers.find().isEmpty()) {
                console.say("Ending what is left of a stack whose supervisor was killed.");
                leftovers.end();
            }
            boolean withCassandra = !noCassandra && hasJdkForCassandra();
            new PortCheck(PortOwner.ofSystem()::describe).requireFree(ports.uses(withCassandra));
            console.say("Starting WAL Gateway on " + folder.path());
            Supervisor.run(new Blueprint(folder, ports, withCassandra), console);
        }
        return 0;
    }

    private boolean hasJdkForCassandra() {
        if (CassandraServer.isAvailable()) {
            return true;
        }
        console.say("No JDK 17 was found, so Cassandra is left out (./wal doctor says how to get one).");
        return false;
    }
}
