package io.walgateway.standalone.part;

import io.walgateway.cli.terminal.CliException;
import java.util.Arrays;
import java.util.Locale;

/** An order for a single part of a running stack. */
public enum PartOrder {
    KILL,
    START,
    STOP;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PartOrder of(String text) {
        return Arrays.stream(values())
                .filter(order -> order.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new CliException(text + ": no such order (expected: kill, start or stop)"));
    }
}
