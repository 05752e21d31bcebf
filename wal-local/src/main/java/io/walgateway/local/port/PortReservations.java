package io.walgateway.local.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Ports reserved by byte locks in a file that the processes of one user share: byte n stands for port n. The operating
 * system drops the locks when the process ends in any way.
 */
final class PortReservations {

    static final int FIRST = 15_000;
    static final int COUNT = 15_000;

    private final Path lockFile;
    private int next;
    private @Nullable FileChannel locks;

    /** @param start where in the range to begin, so that processes seldom collide */
    PortReservations(Path lockFile, int start) {
        this.lockFile = lockFile;
        this.next = start;
    }

    synchronized int next() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + next++ % COUNT;
            if (reserve(port) && Loopback.isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port (expected: one of %d to %d)".formatted(FIRST, FIRST + COUNT - 1));
    }

    private boolean reserve(int port) {
        try {
            FileLock lock = locks().tryLock(port, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("port reservations cannot be kept in " + lockFile, e);
        }
    }

    private FileChannel locks() throws IOException {
        FileChannel open = locks;
        if (open == null) {
            open = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locks = open;
        }
        return open;
    }
}
