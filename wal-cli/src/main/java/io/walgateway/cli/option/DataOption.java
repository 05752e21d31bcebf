package io.walgateway.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Selects a local stack. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The local stack's folder, as it was given to up (default: .wal/data of the checkout).")
    private @Nullable Path data;

    public Path path() {
        return data == null ? ofCheckout() : data;
    }

    /**
     * The ports of the running stack.
     *
     * @throws io.walgateway.cli.terminal.CliException if it does not run
     */
    public RunningStack stack() {
        return RunningStack.on(path());
    }

    /** The default folder: {@code .wal/data} in the checkout, which {@code ./wal} names. */
    public static Path ofCheckout() {
        return Path.of(System.getProperty("wal.home", ""), ".wal", "data");
    }
}
