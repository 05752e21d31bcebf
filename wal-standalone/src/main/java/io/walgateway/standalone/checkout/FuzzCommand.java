package io.walgateway.standalone.checkout;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./wal fuzz}. */
@Command(
        name = "fuzz",
        description =
                "Send bytes of a fuzzer wherever bytes of strangers enter, and find crashes, hangs and answers that are"
                        + " exceptions.",
        footer = {
            "places",
            "  records      entries of a topic",
            "  documents    namespace documents, as JSON and as YAML",
            "  identities   tokens, and x-forwarded-client-cert",
            "  calls        messages and metadata of WriteToLog",
            "  connections  bytes on a connection to the gRPC port",
            "  rest         method, path, headers and body of requests to the control plane",
            "",
            "Jazzer makes the inputs, guided by the branches that they reach. An input that takes longer than 5 s is a hang.",
            "Corpora are kept, so that the next run continues there. An input that found something belongs in",
            "wal-it/src/test/resources/fuzz/PLACE, where each test run tries it again. For the last three, a broker and a",
            "store are started on free ports. Exit code 0: nothing was found; 1: something was."
        })
public class FuzzCommand extends CheckoutCommand {

    @Parameters(paramLabel = "PLACE", arity = "0..*", description = "These alone (default: all, one after another).")
    protected List<String> places = List.of();

    @Option(names = "--minutes", paramLabel = "M", description = "For all of them together (default: 3).")
    protected double minutes = 3;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the fuzzer (default: a random one, which is printed).")
    protected @Nullable Integer seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Corpora, logs and findings (default: .wal/fuzz of the checkout).")
    protected @Nullable Path data;
}
