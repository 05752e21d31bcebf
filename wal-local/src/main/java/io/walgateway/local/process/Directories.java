package io.walgateway.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates, moves and removes directories. */
public final class Directories {

    private Directories() {}

    public static Path make(Path directory) {
        try {
            return Files.createDirectories(directory.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " could not be made", e);
        }
    }

    /** A directory in the user's home for files that may be lost between runs; empty if it is not writable. */
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

    /** Makes a prepared directory visible under its final name, whole or not at all. */
    public static void publish(Path prepared, Path directory) throws IOException {
        Files.move(prepared, directory, StandardCopyOption.ATOMIC_MOVE);
    }
}
