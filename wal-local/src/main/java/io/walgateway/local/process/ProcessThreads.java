package io.walgateway.local.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The threads of a process, from {@code /proc/PID/task/TID/stat}, as proc_pid_stat(5) describes it. */
final class ProcessThreads {
    private static final String STOPPED_OR_ENDED = "TtZXx";

    private ProcessThreads() {}

    /**
     * True if no thread runs. SIGSTOP is not there at once for all: a thread on another processor goes on for a moment, long
     * enough to answer a request.
     */
    static boolean areStopped(ProcessHandle process) {
        Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                if (!isStopped(thread)) {
                    return false;
                }
            }
            return true;
        } catch (IOException ended) {
            return true;
        }
    }

    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            // The name of the thread before it is in parentheses, and may contain any character.
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return STOPPED_OR_ENDED.indexOf(state) >= 0;
        } catch (IOException ended) {
            return true;
        }
    }
}
