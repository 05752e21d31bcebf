package io.walgateway.standalone;

import io.walgateway.config.Platform;
import java.time.Clock;
import picocli.CommandLine;

/** What {@code ./wal} runs for each command that needs more than a shell. */
public final class WalMain {

    private WalMain() {}

    public static void main(String[] arguments) {
        if (!Platform.prepare(arguments)) {
            System.exit(Platform.MISUSED);
        }
        System.exit(commandLine(Console.system(Clock.systemUTC())).execute(arguments));
    }

    static CommandLine commandLine(Console console) {
        CommandLine line = new CommandLine(new WalCommand());
        line.addSubcommand(new UpCommand(console));
        line.addSubcommand(new DownCommand(console));
        line.addSubcommand(new StatusCommand(console));
        line.addSubcommand(new PartCommand.Kill(console));
        line.addSubcommand(new PartCommand.Start(console));
        line.addSubcommand(new PartCommand.Stop(console));
        line.addSubcommand(new ReadCommand(console));
        line.addSubcommand(new ComposeCheckCommand(console));
        line.setExecutionExceptionHandler((failure, _, _) -> explain(failure, console));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setErr(console.err());
        line.setOut(console.out());
        return line;
    }

    /** What is foreseen is told in its own words; anything else is a fault of ours and shows where. */
    static int explain(Exception failure, Console console) {
        if (failure instanceof StandaloneException foreseen) {
            console.err().println("wal: " + foreseen.getMessage());
            return foreseen.exitCode();
        }
        failure.printStackTrace(console.err());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
