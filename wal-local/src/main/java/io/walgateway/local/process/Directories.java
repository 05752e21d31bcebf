package io.walgateway.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Making, moving and removing directories. */
public final class Directories {

    private Directories() {}

    public static Path make(Path directory) {
        try {
            return Files.createDirectories(directory.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " could not be made", e);
        }
    }

    /** Where what may be lost is kept between runs, in the user's home; empty if that cannot be written to. */
    public static Optional<Path> cache() {
        Path home = Path.of(System.getProperty("user.home"));
        if (!Files.isWritable(home)) {
            return Optional.empty();
        }
        return Optional.of(make(home.resolve(".cache").resolve("wal-gateway")));
    }

    public static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " could not be removed", e);
        }
    }

    /** What was prepared under another name becomes visible whole, or not at all. */
    public static void publish(Path prepared, Path directory) throws IOException {
        Files.move(prepared, directory, StandardCopyOption.ATOMIC_MOVE);
    }
}
