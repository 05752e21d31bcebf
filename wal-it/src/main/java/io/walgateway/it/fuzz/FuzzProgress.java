package io.walgateway.it.fuzz;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of libFuzzer about its progress, such as {@code #8192 pulse cov: 512 ft: 900 corp: 40/1020b exec/s: 2048}.
 *
 * @param inputs tried so far
 * @param branches that some input has reached
 * @param corpus inputs that reached something new
 */
record FuzzProgress(long inputs, long branches, long corpus) {
    private static final Pattern LINE = Pattern.compile("^#(\\d+)\\s.*cov: (\\d+) .*corp: (\\d+)/");

    /** Empty: it is another line. */
    static Optional<FuzzProgress> of(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.find()
                ? Optional.of(new FuzzProgress(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "%,d inputs, %,d branches, corpus of %,d".formatted(inputs, branches, corpus);
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
