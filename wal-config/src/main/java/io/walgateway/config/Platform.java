package io.walgateway.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Keeps the machine's locale and charset from having a say in what a process reads and prints. */
public final class Platform {

    private static final String REPLACEMENT = "\uFFFD";
    /** The exit code of a process whose arguments are of no use. */
    public static final int MISUSED = 2;

    private Platform() {}

    /**
     * For the first line of {@code main}. Numbers and case are those of no language from here on.
     *
     * @return false when some argument lost characters as the JVM decoded it, which is said on standard error: the process is to
     *     end before it stores something that nobody wrote
     */
    public static boolean prepare(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        Optional<String> damage = damage(arguments);
        damage.ifPresent(what -> System.err.println("wal: " + what));
        return damage.isEmpty();
    }

    /** What is wrong with arguments of which some character is lost; empty: nothing. */
    static Optional<String> damage(String[] arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.contains(REPLACEMENT))
                .findFirst()
                .map(argument ->
                        "%s: characters were lost on the way in; arguments were read as %s (expected: UTF-8, such as by LC_ALL=C.UTF-8)"
                                .formatted(argument.replace(REPLACEMENT, "?"), System.getProperty("sun.jnu.encoding")));
    }
}
