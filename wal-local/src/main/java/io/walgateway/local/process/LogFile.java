package io.walgateway.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A log that processes append to. */
public record LogFile(Path path) {

    private static final int TAIL_BYTES_MAX = 32 * 1024;
    private static final int TAIL_LINES_MAX = 40;

    long size() {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The last lines written after the first {@code offset} bytes; empty if the log cannot be read. */
    public List<String> tail(long offset) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long end = file.length();
            long begin = Math.max(offset, end - TAIL_BYTES_MAX);
            byte[] bytes = new byte[(int) Math.max(0, end - begin)];
            file.seek(begin);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES_MAX), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
