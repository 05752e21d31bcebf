package io.walgateway.standalone.control;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * An order for the links between two regions.
 *
 * @param oneWay true: only for what {@code from} sends to {@code to}
 * @param delay  of each direction of a link that is slowed down; else zero
 */
public record LinkOrder(Kind kind, String from, String to, boolean oneWay, Duration delay) {

    public static final Duration DELAY_MAX = Duration.ofMinutes(1);

    private static final int WORDS = 5;

    /** What becomes of a link. */
    public enum Kind {
        CUT,
        SLOW,
        HEAL;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LinkOrder {
        if (from.equals(to)) {
            throw CliException.misused(to + ": the same region twice (expected: two regions)");
        }
        if (kind == Kind.SLOW && (delay.toMillis() < 1 || delay.compareTo(DELAY_MAX) > 0)) {
            throw CliException.misused("--delay: %s (expected: 1ms to %s)"
                    .formatted(Durations.format(delay), Durations.format(DELAY_MAX)));
        }
    }

    /** The path of a request that gives the order. */
    String path() {
        return "/region/%s/%s/%s/%s/%d".formatted(kind.text(), from, to, oneWay ? "one-way" : "both", delay.toMillis());
    }

    /**
     * Reads what {@link #path} has written.
     *
     * @param words after the first one
     */
    static LinkOrder of(String... words) {
        if (words.length != WORDS) {
            throw new CliException("region: %d words (expected: %d)".formatted(words.length, WORDS));
        }
        Kind kind = Arrays.stream(Kind.values())
                .filter(each -> each.text().equals(words[0]))
                .findFirst()
                .orElseThrow(() -> new CliException(words[0] + ": no such order (expected: cut, slow or heal)"));
        return new LinkOrder(
                kind, words[1], words[2], words[3].equals("one-way"), Duration.ofMillis(Long.parseLong(words[4])));
    }
}
