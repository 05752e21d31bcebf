package io.walgateway.standalone.command;

import io.walgateway.cli.terminal.ExitCode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = "Print the script with which a shell completes commands and options.",
        footer = {"bash: source <(./wal completion bash)", "zsh:  source <(./wal completion zsh)"})
public final class CompletionCommand implements Callable<Integer> {

    /** After these commands, zsh runs completions that were written for bash. */
    private static final String ZSH = "autoload -Uz compinit && compinit\nautoload -Uz bashcompinit && bashcompinit\n";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    /** The shell to print completions for. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(shell == Shell.ZSH ? ZSH : "");
        out.print(AutoComplete.bash("wal", spec.root().commandLine()));
        out.flush();
        return ExitCode.DONE.code();
    }
}
