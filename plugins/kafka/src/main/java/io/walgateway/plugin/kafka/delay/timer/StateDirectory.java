package io.walgateway.plugin.kafka.delay.timer;

import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A process's directory for stores, and its member name in the groups that share the timers. Each process with the same
 * state directory takes the lowest free place. A process that was killed finds its place and its name again.
 */
public final class StateDirectory implements AutoCloseable {
    private static final int PLACES_MAX = 1_000;

    private final Path directory;
    private final String member;
    private final FileChannel lock;

    private StateDirectory(Path directory, String member, FileChannel lock) {
        this.directory = directory;
        this.member = member;
        this.lock = lock;
    }

    /**
     * Takes a place, which the caller holds until it closes it.
     *
     * @throws UncheckedIOException when the state directory cannot be written, or no place is left
     */
    public static StateDirectory take(Path stateDirectory) {
        try {
            for (int place = 0; place < PLACES_MAX; place++) {
                Path directory = Files.createDirectories(stateDirectory.resolve("process-" + place));
                FileChannel lock = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (isTaken(lock)) {
                    return new StateDirectory(directory, member(directory), lock);
                }
                lock.close();
            }
            throw new IOException("Expected a free place in " + stateDirectory + ", but all are taken");
        } catch (IOException e) {
            throw new UncheckedIOException("kafka.delay.state-dir: " + Reasons.of(e), e);
        }
    }

    /** The directory of the stores. */
    public Path directory() {
        return directory;
    }

    /** The member name, which is the same after a restart. */
    public String member() {
        return member;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lock is released when the channel is closed or the process has ended. */
    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String member(Path directory) throws IOException {
        Path file = directory.resolve("member");
        if (!Files.exists(file) || Files.readString(file).isBlank()) {
            Path draft = Files.writeString(
                    directory.resolve("member.draft"), UUID.randomUUID().toString());
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.readString(file).strip();
    }
}
