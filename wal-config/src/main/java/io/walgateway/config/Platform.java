package io.walgateway.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Keeps the machine's locale and charset from affecting what a process reads and prints. */
public final class Platform {

    private static final String REPLACEMENT = "\uFFFD";
    /** The exit code of a process with unusable arguments. */
    public static final int MISUSED = 2;

    private Platform() {}

    /**
     * Call in the first line of {@code main}. From then on, number formats and case conversion do not depend on a
     * language.
     *
     * @return false when an argument lost characters as the JVM decoded it, which is reported on standard error: the
     *     process has to end before it stores text that nobody wrote
     */
    public static boolean prepare(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        Optional<String> damage = damage(arguments);
        damage.ifPresent(what -> System.err.println("wal: " + what));
        return damage.isEmpty();
    }

    /** The error in arguments that lost characters; empty if there is none. */
    static Optional<String> damage(String[] arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.contains(REPLACEMENT))
                .findFirst()
                .map(argument ->
                        "%s: characters were lost on the way in; arguments were read as %s (expected: UTF-8, such as by LC_ALL=C.UTF-8)"
                                .formatted(argument.replace(REPLACEMENT, "?"), System.getProperty("sun.jnu.encoding")));
    }
}
