package io.walgateway.it.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends events to a file, a line of JSON each. A line is handed to the operating system before {@link #record}
 * returns, so recorded events survive a kill -9 of this process. Safe for any number of threads; their lines do not
 * mix.
 */
public final class HistoryWriter implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final FileChannel channel;

    private HistoryWriter(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Continues at the end of the file; an incomplete last line of a killed writer is cut off. */
    public static HistoryWriter append(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long end = endOfLastLine(channel);
        channel.truncate(end).position(end);
        return new HistoryWriter(file, channel);
    }

    /**
     * Appends the event.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    public synchronized void record(HistoryEvent event) {
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " does not take the event", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            channel.read(one.clear(), end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }
}
