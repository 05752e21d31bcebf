package io.walgateway.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The counts and costs of a process that takes records, at moments about 100 ms apart, as the process wrote them into a
 * file.
 */
public record Trail(List<Sample> samples) {
    /** The system property that tells a process which file to write. */
    public static final String PROPERTY = "wal.bench.trail";

    private static final int SAMPLES_MIN = 3;
    private static final Trail NOTHING = new Trail(List.of());

    public Trail {
        samples = List.copyOf(samples);
    }

    /**
     * One moment.
     *
     * @param nanos of the machine's own clock, {@link System#nanoTime}
     * @param count records taken so far
     */
    public record Sample(long nanos, long count, long cpuMicros, long residentKibibytes) {

        public String asLine() {
            return "%d %d %d %d%n".formatted(nanos, count, cpuMicros, residentKibibytes);
        }

        static Sample ofLine(String line) {
            String[] fields = line.toLowerCase(Locale.ROOT).split(" ", -1);
            return new Sample(
                    Long.parseLong(fields[0]),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]));
        }
    }

    /** Reads everything written so far; an incomplete last line is left out. */
    public static Trail read(Path file) {
        try {
            if (!Files.exists(file)) {
                return new Trail(List.of());
            }
            String text = Files.readString(file);
            return new Trail(text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Sample::ofLine)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the last moment before the first record on. */
    public Trail sinceFirstRecord() {
        long before = samples.stream().takeWhile(sample -> sample.count == 0).count();
        return before == samples.size()
                ? NOTHING
                : new Trail(samples.subList((int) Math.max(0, before - 1), samples.size()));
    }

    /** Records taken before its last sample. */
    public long count() {
        return samples.isEmpty() ? 0 : samples.getLast().count();
    }

    /** From its first sample to its last. */
    public double seconds() {
        return samples.isEmpty()
                ? 0
                : (samples.getLast().nanos() - samples.getFirst().nanos()) / 1e9;
    }

    /** Between its first sample and its last; 0 if there is no time between them. */
    public double recordsPerSecond() {
        return seconds() == 0 ? 0 : records() / seconds();
    }

    public double cpuMicrosPerRecord() {
        return samples.isEmpty()
                ? 0
                : (double) (samples.getLast().cpuMicros() - samples.getFirst().cpuMicros()) / Math.max(1, records());
    }

    /**
     * The steady part. It begins after the warm-up, or when two fifths of the records are done if that is sooner, and
     * ends after the given number of seconds, or just before the last records. If the trail was too short for that,
     * returns all of it.
     */
    public Trail steady(double warmUpSeconds, double seconds, long records) {
        Trail all = sinceFirstRecord();
        if (all.samples.isEmpty()) {
            return all;
        }
        long zero = all.samples.getFirst().nanos();
        long doneAt = records - records / 50;
        List<Sample> steady = all.samples.stream()
                .filter(sample -> sample.nanos - zero >= warmUpSeconds * 1e9 || sample.count >= records * 2 / 5)
                .filter(sample -> sample.nanos - zero <= (warmUpSeconds + seconds) * 1e9)
                .filter(sample -> sample.count <= doneAt)
                .toList();
        return steady.size() < SAMPLES_MIN ? all : new Trail(steady);
    }

    private double records() {
        return samples.isEmpty() ? 0 : count() - samples.getFirst().count();
    }
}
