package io.walgateway.standalone.folder;

import io.walgateway.cli.terminal.CliException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one supervisor of a data folder. The operating system releases the lock when that process ends in any
 * way.
 */
public final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a data folder.
     *
     * @throws CliException if another process holds it
     */
    public static RunLock take(DataFolder data) {
        try {
            FileChannel channel =
                    FileChannel.open(data.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new CliException("a stack runs already on %s%s (see ./wal status; ./wal down ends it)"
                        .formatted(data.path(), holder(data)));
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(data.run() + " could not be locked", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    private static String holder(DataFolder data) {
        Optional<ProcessHandle> supervisor = RunRecord.supervisor(data);
        return supervisor.map(process -> ", under process " + process.pid()).orElse("");
    }
}
