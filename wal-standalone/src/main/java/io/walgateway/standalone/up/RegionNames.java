package io.walgateway.standalone.up;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.part.PartName;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** The regions of a stack, from the option that names or counts them. */
final class RegionNames {

    static final int MIN = 2;
    static final int MAX = 5;

    private static final List<String> KNOWN = List.of("eu-west-1", "us-east-1", "us-east-2", "us-west-2", "ap-south-1");

    private RegionNames() {}

    /**
     * Reads a number, or names with commas.
     *
     * @throws CliException if there are too few or too many, or a name that is none or is repeated
     */
    static List<String> parse(String text) {
        if (text.matches("\\d{1,9}")) {
            requireCount(text, Integer.parseInt(text));
            return KNOWN.subList(0, Integer.parseInt(text));
        }
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        for (String name : names) {
            if (!PartName.isRegion(name)) {
                throw refused(
                        name, "2 to 5, or names of 1 to 30 lower-case letters, digits and hyphens, a letter first");
            }
        }
        requireCount(text, names.size());
        if (new HashSet<>(names).size() < names.size()) {
            throw refused(text, "different names");
        }
        return names;
    }

    private static void requireCount(String text, int count) {
        if (count < MIN || count > MAX) {
            throw refused(text, MIN + " to " + MAX + " regions");
        }
    }

    private static CliException refused(String value, String expectation) {
        return CliException.misused("--regions: %s (expected: %s)".formatted(value, expectation));
    }
}
