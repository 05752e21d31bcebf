package io.walgateway.standalone.part;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.core.text.NearestKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The processes of a stack, in the order in which they are started. */
public enum PartName {
    KAFKA,
    POSTGRES,
    CASSANDRA,
    ELASTICMQ,
    CONTROLPLANE,
    SERVER,
    CONSUMER;

    /** The name on the command line, and of its folder. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The parts that must answer before this one is started. The gateway's own processes wait for each other only to
     * keep the start tidy.
     */
    Set<PartName> startsAfter() {
        return switch (this) {
            case KAFKA, POSTGRES, CASSANDRA, ELASTICMQ -> EnumSet.noneOf(PartName.class);
            case CONTROLPLANE -> EnumSet.of(KAFKA, POSTGRES);
            case SERVER, CONSUMER -> EnumSet.of(KAFKA, CONTROLPLANE);
        };
    }

    /**
     * The part of this name.
     *
     * @throws CliException if there is no part of this name
     */
    public static PartName of(String text) {
        return of(text, List.of());
    }

    /**
     * The part of this name, for commands that accept other names as well.
     *
     * @param others listed in the error
     */
    public static PartName of(String text, List<String> others) {
        List<String> known = Stream.concat(texts().stream(), others.stream()).toList();
        return Arrays.stream(values())
                .filter(part -> part.text().equals(text))
                .findFirst()
                .orElseThrow(() -> CliException.misused("%s: no such part (expected: one of %s)%s"
                        .formatted(text, String.join(", ", known), nearest(text, known))));
    }

    private static List<String> texts() {
        return Arrays.stream(values()).map(PartName::text).toList();
    }

    private static String nearest(String text, List<String> known) {
        return NearestKey.of(text, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }
}
