package io.walgateway.standalone.checkout;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./wal bench}. */
@Command(
        name = "bench",
        description = "Measure the gateway against its goals and beside its peers, on this machine.",
        footer = {
            "suites",
            "  ingest       WriteToLog and WriteToLogStream, beside a bare gateway and Kafka's ProducerPerformance",
            "  delivery     the consumer on a full topic, beside a poll loop and Confluent's parallel-consumer",
            "  end-to-end   from the write to the delivery at 1,000 a second; one poison key among 10,000",
            "  delay        lateness of delays of 10 s; memory with a million pending; restart after a kill (long)",
            "  tls          WriteToLog and WriteToLogStream: plain text, TLS, and TLS with identities (long)",
            "  micro        the hot paths alone, with JMH",
            "  targets      deliveries by each target, beside a bare client of the same server (long; Cassandra, OpenSearch,",
            "               memcached, nginx, a gRPC server and the gateway itself run one after another)",
            "  sets         mutation sets on Cassandra: time to be applied, parts beside plain puts, memory (long)",
            "  retry-after  how long after the time that a receiver asked for the next attempt comes (long)",
            "  leaks        threads, files and heap after 100,000 deliveries to receivers that misbehave (long)",
            "  key-value    PutItems and GetItems of the Key-Value service, beside Cassandra's driver alone (long)",
            "  footprint    memory and start of server and consumer; 10 million records settled out of order (long)",
            "",
            "It brings its own broker and its own processes, on free ports, and removes them and their data, also after",
            "Ctrl-C. All of it takes most of an hour, so leave the machine alone meanwhile. A missed goal is shown in the table",
            "and is no failure; nor does one contestant that fails end the run: the table says which it was.",
            "What the figures mean: docs/performance.md."
        })
public class BenchCommand extends CheckoutCommand {

    @Parameters(paramLabel = "SUITE", arity = "0..*", description = "These alone (default: all that are not long).")
    protected List<String> names = List.of();

    @Option(names = "--full", description = "The long ones, too, when no suite is named.")
    protected boolean full;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description =
                    "Of ingest, delivery, targets, sets, retry-after and leaks, only contestants whose line of progress has this"
                            + " text; may be repeated, then it must have all of them: --only '5 ms, ordering key' --only ',"
                            + " gateway'. Texts with a comma and no space between them are alternatives: --only"
                            + " cassandra,http.")
    protected List<String> only = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each pair is measured (default: 5); the table has the medians.")
    protected int rounds = 5;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each measure lasts (default: 5).")
    protected double seconds = 5;

    @Option(names = "--warm-up", paramLabel = "S", description = "Load before each measure (default: 4).")
    protected double warmUp = 4;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where table.txt, results.json and chart.svg go (default: .wal/bench/TIME of the checkout).")
    protected Optional<Path> out = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "A further copy of results.json.")
    protected Optional<Path> json = Optional.empty();
}
