package io.walgateway.standalone.up;

import io.walgateway.cli.option.DataOption;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Layout;
import io.walgateway.standalone.folder.Leftovers;
import io.walgateway.standalone.folder.LocalPki;
import io.walgateway.standalone.folder.PortCheck;
import io.walgateway.standalone.folder.PortOwner;
import io.walgateway.standalone.folder.Ports;
import io.walgateway.standalone.folder.RunLock;
import io.walgateway.standalone.folder.RunRecord;
import io.walgateway.standalone.part.Composition;
import io.walgateway.standalone.part.PartKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "SQS, at N+23; OpenSearch at N+24, memcached at N+25 and the Key-Value service at N+5. The first region has these",
            "ports, too, with its writer at N+3; the second has them 50 higher, and so on. The link from the first region to",
            "the writer of the second is at N+31.",
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
            names = "--regions",
            paramLabel = "N",
            description =
                    "So many regions, 2 to 5, or their names with commas: each with a Kafka, a memcached, a server, a"
                            + " consumer and a writer, and links between them that ./wal region cuts and slows down.")
    private @Nullable String regions;

    @Option(
            names = "--with",
            paramLabel = "PART",
            split = ",",
            description =
                    "Also start opensearch, memcached or key-value; with --regions also cassandra or elasticmq, which"
                            + " are left out there. Several with commas.")
    private List<String> with = List.of();

    @Option(
            names = "--secure",
            description = "Speak TLS alone, with certificates on both sides: a local authority and the certificates of"
                    + " all parts and of the operator are made in the folder tls of --data.")
    private boolean secure;

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
        Layout layout = new Layout(portBase, regions == null ? List.of() : RegionNames.parse(regions));
        DataFolder folder = new DataFolder(data.path()).create();
        return detach ? Detached.start(main, folder, options(), console) : supervise(folder, layout);
    }

    private void encrypt(LocalPki pki, Composition composition) {
        if (!secure) {
            pki.leave();
            return;
        }
        if (composition.has(PartKind.KEY_VALUE)) {
            throw CliException.misused("--with: key-value (expected: not beside --secure; the example has no TLS)");
        }
        pki.prepare(
                composition.parts().stream()
                        .filter(part -> part.kind().isOurs())
                        .toList(),
                console.clock().instant());
    }

    /** The options that a supervisor in the background is started with. */
    private List<String> options() {
        List<String> options = new ArrayList<>(List.of("--port-base", Integer.toString(portBase)));
        if (noCassandra) {
            options.add("--no-cassandra");
        }
        if (regions != null) {
            options.addAll(List.of("--regions", regions));
        }
        if (secure) {
            options.add("--secure");
        }
        if (!with.isEmpty()) {
            options.addAll(List.of("--with", String.join(",", with)));
        }
        return options;
    }

    private int supervise(DataFolder folder, Layout layout) {
        try (RunLock _ = RunLock.take(folder)) {
            RunRecord.delete(folder);
            Leftovers leftovers = new Leftovers(folder);
            if (!leftovers.find().isEmpty()) {
                console.say("Ending what is left of a stack whose supervisor was killed.");
                leftovers.end();
            }
            Composition composition = Extras.composition(layout.regions(), with, noCassandra, console::say);
            encrypt(new LocalPki(folder), composition);
            new PortCheck(PortOwner.ofSystem()::describe).requireFree(layout.uses(composition.parts()));
            console.say("Starting WAL Gateway on " + folder.path());
            Supervisor.run(new Blueprint(folder, layout, composition), console);
        }
        return 0;
    }
}
