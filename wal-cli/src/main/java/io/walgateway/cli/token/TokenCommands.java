package io.walgateway.cli.token;

import io.walgateway.cli.terminal.Group;
import io.walgateway.cli.terminal.Terminal;
import picocli.CommandLine;

/** All commands on static tokens. */
public final class TokenCommands {

    private TokenCommands() {}

    public static CommandLine group(Terminal terminal) {
        return Group.of("token", "Make static tokens, by which callers prove who they are.", new TokenNew(terminal));
    }
}
