package io.walgateway.standalone;

import io.walgateway.cli.OperatorCommands;
import io.walgateway.cli.terminal.Tree;
import io.walgateway.config.Platform;
import io.walgateway.standalone.checkout.CheckoutCommands;
import io.walgateway.standalone.command.CompletionCommand;
import io.walgateway.standalone.command.ComposeCheckCommand;
import io.walgateway.standalone.command.DownCommand;
import io.walgateway.standalone.command.HelpCommand;
import io.walgateway.standalone.command.LogsCommand;
import io.walgateway.standalone.command.PartCommand;
import io.walgateway.standalone.command.ReadCommand;
import io.walgateway.standalone.command.RegionCommand;
import io.walgateway.standalone.command.RootCommand;
import io.walgateway.standalone.command.StatusCommand;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.up.UpCommand;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command line: all commands for operators, for the local stack and for the checkout. */
public final class WalMain {

    /** The headings of the overview, with their commands. */
    private static final List<Map.Entry<String, List<String>>> HEADINGS = List.of(
            Map.entry(
                    "run it on this machine",
                    List.of("up", "down", "status", "logs", "kill", "stop", "start", "region")),
            Map.entry("try it", List.of("write", "read", "kv", "example")),
            Map.entry("operate it", List.of("namespace", "dead-letters", "delayed", "sets", "token")),
            Map.entry("prove it", List.of("sim", "chaos", "check-history", "fuzz", "bench")),
            Map.entry("work on it", List.of("test", "compose-check", "fmt", "doctor", "completion", "help")));

    private static final int ROW_CHARS_MAX = 90;

    private WalMain() {}

    public static void main(String[] arguments) {
        if (!Platform.prepare(arguments)) {
            System.exit(Platform.MISUSED);
        }
        System.exit(commandLine(Console.system(Clock.systemUTC())).execute(arguments));
    }

    /** Builds the whole command tree. */
    static CommandLine commandLine(Console console) {
        CommandLine line = RootCommand.line();
        line.addSubcommand(new UpCommand(console, WalMain.class));
        line.addSubcommand(new DownCommand(console));
        line.addSubcommand(new StatusCommand(console));
        line.addSubcommand(new LogsCommand(console));
        line.addSubcommand(new PartCommand.Kill(console));
        line.addSubcommand(new PartCommand.Start(console));
        line.addSubcommand(new PartCommand.Stop(console));
        line.addSubcommand(RegionCommand.line(console));
        line.addSubcommand(new ReadCommand(console));
        line.addSubcommand(new ComposeCheckCommand(console));
        OperatorCommands.addTo(line, console.terminal(), console.clock());
        CheckoutCommands.addTo(line, console);
        line.addSubcommand(new CompletionCommand());
        line.addSubcommand(new HelpCommand());
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, WalMain::overview);
        return Tree.finish(line, console.terminal());
    }

    private static String overview(Help help) {
        return HEADINGS.stream()
                .map(group -> group.getValue().stream()
                        .flatMap(name ->
                                Optional.ofNullable(help.allSubcommands().get(name)).stream())
                        .map(WalMain::row)
                        .collect(Collectors.joining("", group.getKey() + "\n", "")))
                .collect(Collectors.joining("\n"));
    }

    /** The first sentence of the description, or the first part of a long sentence. */
    private static String row(Help command) {
        String sentence = command.commandSpec()
                .usageMessage()
                .description()[0]
                .split("[.:;] ", 2)[0]
                .replaceFirst("\\.$", "");
        return "  %-14s %s%n"
                .formatted(
                        command.commandSpec().name(),
                        sentence.length() <= ROW_CHARS_MAX ? sentence : sentence.split(", and ", 2)[0]);
    }
}
