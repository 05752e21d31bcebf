package io.walgateway.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The resources that a process has used so far; known on Linux only.
 *
 * @param cpuMicros processor time of all its threads, in steps of 10 ms
 */
public record ProcessCost(long cpuMicros, long residentKibibytes, long residentPeakKibibytes) {
    /** The kernel accounts 100 ticks a second on every Linux that matters. */
    private static final long MICROS_PER_TICK = 10_000;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    public static ProcessCost of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            String status = Files.readString(process.resolve("status"));
            return new ProcessCost(
                    cpuMicros(Files.readString(process.resolve("stat"))),
                    field(status, "VmRSS:"),
                    field(status, "VmHWM:"));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " could not be looked at", e);
        }
    }

    public static ProcessCost ofThis() {
        return of(ProcessHandle.current().pid());
    }

    /** The program's name, in brackets, may contain any character; the numbers follow after it. */
    static long cpuMicros(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) * MICROS_PER_TICK;
    }

    static long field(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
