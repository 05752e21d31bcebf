package io.walgateway.standalone.part;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.core.text.NearestKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What tells a part of a stack from the others: {@code kafka}, or in a stack with regions {@code kafka.eu-west-1}.
 *
 * @param region empty text: it serves the whole stack
 */
public record PartName(PartKind kind, String region) {

    private static final Pattern REGION = Pattern.compile("[a-z]([a-z0-9-]{0,28}[a-z0-9])?");
    private static final Pattern TEXT = Pattern.compile("([a-z-]+)(?:\\.(" + REGION + "))?");

    public PartName {
        if (!region.isEmpty() && !isRegion(region)) {
            throw new IllegalArgumentException("region: " + region + " (expected: a name of a region)");
        }
    }

    /** The part of this kind that serves the whole stack. */
    public static PartName of(PartKind kind) {
        return new PartName(kind, "");
    }

    /** True if parts can be named after it: 1 to 30 lower-case letters, digits and hyphens, a letter first. */
    public static boolean isRegion(String text) {
        return REGION.matcher(text).matches();
    }

    /** The name on the command line, and of its folder. */
    public String text() {
        return region.isEmpty() ? kind.text() : kind.text() + "." + region;
    }

    /** True if that part must answer before this one is started. */
    boolean startsAfter(PartName other) {
        return kind.startsAfter().contains(other.kind)
                && (region.isEmpty() || other.region.isEmpty() || region.equals(other.region));
    }

    /**
     * The part of this name.
     *
     * @throws CliException if there is no kind of part of this name
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
        List<String> known =
                Stream.concat(PartKind.texts().stream(), others.stream()).toList();
        return find(text)
                .orElseThrow(() -> CliException.misused(
                        "%s: no such part (expected: one of %s; with a region as in kafka.eu-west-1)%s"
                                .formatted(text, String.join(", ", known), nearest(text, known))));
    }

    /** The part of this name; empty if there is no kind of part of this name. */
    public static Optional<PartName> find(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String region = matcher.group(2) == null ? "" : matcher.group(2);
        return Arrays.stream(PartKind.values())
                .filter(kind -> kind.text().equals(matcher.group(1)))
                .findFirst()
                .map(kind -> new PartName(kind, region));
    }

    /** The part of this name among those of a stack. */
    static CliException notAmong(PartName name, List<PartName> parts) {
        List<String> known = parts.stream().map(PartName::text).toList();
        return new CliException("%s is no part of this stack (expected: one of %s)%s"
                .formatted(name.text(), String.join(", ", known), nearest(name.text(), known)));
    }

    private static String nearest(String text, List<String> known) {
        return NearestKey.of(text, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }
}
