package io.walgateway.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The process that works, or last worked, on a directory: {@code <name>.pid} in the directory of each component. */
public record PidFile(Path path) {

    // The system computes a process's start from its own boot time, which moves a little when the clock is set.
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

    public void write(ProcessHandle process) throws IOException {
        Files.writeString(path, process.pid() + " " + startOf(process) + "\n");
    }

    /** The recorded process, if it still lives; a later process with the same id does not count. */
    public Optional<ProcessHandle> process() {
        try {
            String[] words = Files.readString(path).strip().split(" ", 2);
            Instant start = Instant.parse(words[1]);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            Duration.between(start, startOf(process)).abs().compareTo(START_TOLERANCE) <= 0);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
