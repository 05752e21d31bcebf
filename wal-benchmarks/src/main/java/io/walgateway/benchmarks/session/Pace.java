package io.walgateway.benchmarks.session;

/**
 * How long everything takes.
 *
 * @param rounds  how often each pair is measured
 * @param seconds how long each measurement lasts
 * @param warmUp  seconds of load before each measurement, for the compilers of all participants
 */
public record Pace(int rounds, double seconds, double warmUp) {

    public Pace {
        if (rounds < 1 || seconds <= 0 || warmUp < 0) {
            throw new IllegalArgumentException("rounds, seconds, warmUp: %d, %s, %s (expected: >= 1, > 0, >= 0)"
                    .formatted(rounds, seconds, warmUp));
        }
    }

    public double total() {
        return seconds + warmUp;
    }
}
