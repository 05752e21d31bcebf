package io.walgateway.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A POSIX signal that the JDK cannot send by itself. */
public enum Signal {
    STOP,
    CONT,
    INT,
    TERM;

    /** Sends the signal; a process that is gone already is no error. */
    void send(LongStream pids) {
        // The shell's own kill: the program of that name is missing on slim images.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -s \"$@\"", "kill", name()));
        pids.mapToObj(Long::toString).forEach(command::add);
        try {
            Process kill = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("signal " + name() + " could not be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
