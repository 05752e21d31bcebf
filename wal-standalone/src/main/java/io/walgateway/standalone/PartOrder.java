package io.walgateway.standalone;

import io.walgateway.cli.terminal.CliException;
import java.util.Arrays;
import java.util.Locale;

/** What can be done to a single part of a running stack. */
enum PartOrder {
    KILL,
    START,
    STOP;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PartOrder of(String text) {
        return Arrays.stream(values())
                .filter(order -> order.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new CliException(text + ": no such order (expected: kill, start or stop)"));
    }
}
