package io.walgateway.cli.option;

import java.util.Locale;
import picocli.CommandLine.Option;

/** How a command shows its answer. */
public final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}: for people, or the whole answer for programs (default: table).")
    private Format format = Format.TABLE;

    /** The form of the answer. */
    enum Format {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean json() {
        return format == Format.JSON;
    }
}
