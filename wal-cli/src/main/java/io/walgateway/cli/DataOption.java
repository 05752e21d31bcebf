package io.walgateway.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running stack is meant, where no address is given. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The running stack's folder, as it was given to ./wal up (default: .wal/data of the checkout).")
    private @Nullable Path data;

    RunningStack stack() {
        return RunningStack.on(data == null ? Path.of(System.getProperty("wal.home", ""), ".wal", "data") : data);
    }
}
