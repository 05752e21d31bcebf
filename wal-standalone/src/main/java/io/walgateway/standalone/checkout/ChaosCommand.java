package io.walgateway.standalone.checkout;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wal chaos}. */
@Command(
        name = "chaos",
        description =
                "Run the whole gateway on three Kafka brokers under load, kill, pause and cut off its parts at random moments,"
                        + " and judge from what writers and observers saw whether every promise was kept.",
        footer = {
            "kinds of faults",
            "  kill         SIGKILL to a process or broker, started again within 4 s",
            "  pause        SIGSTOP, for up to 14 s, which is past a consumer's session",
            "  restart      an orderly end and a start",
            "  cut          connections between two parts are reset and refused, for up to 6 s",
            "  freeze       connections stay open and nothing comes through, for up to 12 s",
            "  slow         everything comes through late",
            "  all-brokers  SIGKILL to all three brokers at once",
            "  retarget     a document renames or replaces a target while something else is wrong, and puts it back",
            "",
            "Ends with the number of checks and violations of each promise. Nothing is left running, after Ctrl-C either.",
            "Takes two processors and 5 GB of memory. Exit code 0: every promise was kept; 1: one was not."
        })
public class ChaosCommand extends CheckoutCommand {

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How long there is load and faults (default: 3; 0.5 is half a minute).")
    protected double minutes = 3;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            split = ",",
            description = "Which kinds, with commas (default: all).")
    protected @Nullable Set<String> faults;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "The same seed brings the same faults in the same order (default: a random one, which is printed).")
    protected @Nullable Long seed;

    @Option(names = "--rate", paramLabel = "N", description = "Writes a second (default: 300).")
    protected int rate = 300;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "What is to be kept, in a folder of its own (default: .wal/chaos/TIME-SEED of the checkout).")
    protected @Nullable Path data;

    @Option(names = "--keep", description = "Keep what the components wrote, too: logs and data.")
    protected boolean keep;

    @Option(names = "--no-sets", description = "Leave out the namespace of mutation sets, and Cassandra.")
    protected boolean noSets;

    @Option(
            names = "--sabotage",
            paramLabel = "acks-1",
            description =
                    "Between servers and brokers, let the leader's acknowledgement stand for that of all replicas, and kill"
                            + " leaders behind the backs of their followers: the verdict must be that writes were lost.")
    protected String sabotage = "";
}
