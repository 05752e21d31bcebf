package io.walgateway.cli.token;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.core.identity.TokenLine;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a token. */
@Command(
        name = "new",
        description =
                "Make a token, and show it once: on standard output the token, on standard error the line to add to"
                        + " the file that identity.tokens-file names.",
        footer = {
            "A caller with the token is the principal token:NAME. The line holds a hash, from which nobody finds the token.",
            "To replace a token without a gap, make one under another name, and allow both for a while."
        })
final class TokenNew implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAME", description = "Whose token it is: " + TokenLine.NAME_EXPECTED + ".")
    private String name = "";

    TokenNew(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!TokenLine.isName(name)) {
            throw CliException.misused("NAME: " + name + " (expected: " + TokenLine.NAME_EXPECTED + ")");
        }
        TokenLine.Issued issued = TokenLine.issue(name, new SecureRandom());
        terminal.say(issued.token());
        terminal.note("Add this line to the file that identity.tokens-file names; servers read it within seconds:");
        terminal.note(issued.line().toString());
        return ExitCode.DONE.code();
    }
}
