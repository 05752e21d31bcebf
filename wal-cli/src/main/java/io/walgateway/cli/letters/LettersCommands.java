package io.walgateway.cli.letters;

import io.walgateway.cli.terminal.Group;
import io.walgateway.cli.terminal.Terminal;
import picocli.CommandLine;

/** All commands on dead letters. */
public final class LettersCommands {

    private LettersCommands() {}

    public static CommandLine group(Terminal terminal) {
        return Group.of(
                "dead-letters",
                "List, show, edit, redrive and discard what could not be delivered.",
                new LettersList(terminal),
                new LettersShow(terminal),
                new LettersPayload(terminal),
                new LettersSettle.Redrive(terminal),
                new LettersEdit(terminal),
                new LettersSettle.Discard(terminal),
                new LettersActions(terminal),
                new LettersAudit(terminal));
    }
}
