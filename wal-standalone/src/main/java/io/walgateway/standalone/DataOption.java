package io.walgateway.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command means. */
final class DataOption {

    @Option(names = "--data", paramLabel = "DIR")
    private @Nullable Path data;

    DataFolder folder() {
        return data == null ? ofCheckout() : new DataFolder(data);
    }

    /** What is meant where nothing is said: {@code .wal/data} in the checkout, which {@code ./wal} names. */
    static DataFolder ofCheckout() {
        return new DataFolder(Path.of(System.getProperty("wal.home", ""), ".wal", "data"));
    }
}
