package io.walgateway.standalone.up;

import io.walgateway.cli.option.DataOption;
import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Leftovers;
import io.walgateway.standalone.folder.PortCheck;
import io.walgateway.standalone.folder.PortOwner;
import io.walgateway.standalone.folder.Ports;
import io.walgateway.standalone.folder.RunLock;
import io.walgateway.standalone.folder.RunRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything and supervises it, or with {@code --detach} lets a process in the background do so. */
@Command(
        name = "up",
        description =
                "Start the whole gateway on this machine: Kafka, PostgreSQL, Cassandra, ElasticMQ, control plane, server"
                        + " and consumer. ./wal builds it first if the sources changed.",
        footer = {
            "gRPC is at port N, server management at N+1, consumer management at N+2, the control plane at N+10, its",
            "management at N+11, Kafka at N+20, PostgreSQL at N+21, Cassandra at N+22, and ElasticMQ, which stands in for",
            "SQS, at N+23.",
            "",
            "Without --detach it stays in the foreground: Ctrl-C stops everything in order. A part that dies is reported and",
            "not started again by itself: ./wal start PART does that.",
            "",
            "The first start creates the namespaces quickstart (to the Kafka topic quickstart-out) and, with Cassandra,",
            "orders (to the table shop.orders). Those that exist already stay as they are."
        })
public final class UpCommand implements Callable<Integer> {

    private final Console console;
    private final Class<?> main;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--port-base", paramLabel = "N", description = "The first of its ports (default: 7070).")
    private int portBase = Ports.BASE_DEFAULT;

    @Option(names = "--no-cassandra", description = "Save its memory; it is left out, too, where no JDK 17 is found.")
    private boolean noCassandra;

    @Option(
            names = "--detach",
            description = "Return when everything is ready; it runs on in the background (./wal status, ./wal down).")
    private boolean detach;

    /** @param main the main class of the command line, which is started again in the background */
    public UpCommand(Console console, Class<?> main) {
        this.console = console;
        this.main = main;
    }

    @Override
    public Integer call() {
        Ports ports = new Ports(portBase);
        DataFolder folder = new DataFolder(data.path()).create();
        return detach ? Detached.start(main, folder, ports, noCassandra, console) : supervise(folder, ports);
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
