package io.walgateway.standalone.command;

import io.walgateway.cli.option.DataOption;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.core.units.Durations;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.control.ControlClient;
import io.walgateway.standalone.control.LinkOrder;
import io.walgateway.standalone.folder.DataFolder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The links between the regions of a running stack; by itself it shows them. */
@Command(
        name = "region",
        description = "Show the links between the regions of a stack; cut them, slow them down, and heal them.",
        footer = {
            "A link is the way from the consumer of one region to the writer of another. The links are in the supervisor,",
            "so they are whole again after ./wal down and ./wal up --regions N."
        })
public final class RegionCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final DataOption data = new DataOption();

    private RegionCommand(Console console) {
        this.console = console;
    }

    public static CommandLine line(Console console) {
        return new CommandLine(new RegionCommand(console))
                .addSubcommand(new Status(console))
                .addSubcommand(new Cut(console))
                .addSubcommand(new Slow(console))
                .addSubcommand(new Heal(console));
    }

    @Override
    public Integer call() {
        return show(console, data);
    }

    private static int show(Console console, DataOption data) {
        DataFolder folder = new DataFolder(data.path());
        String links = ControlClient.require(folder).links().stripTrailing();
        if (links.lines().count() < 2) {
            throw new CliException(
                    "the stack on %s has no regions (expected: one that was started by ./wal up --regions N)"
                            .formatted(folder.path()));
        }
        console.say(links);
        return ExitCode.DONE.code();
    }

    /** Shows the links. */
    @Command(name = "status", description = "Show the links: which are open, cut or slow.")
    static final class Status implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final DataOption data = new DataOption();

        private Status(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return show(console, data);
        }
    }

    /** Two regions, and the directions that are meant. */
    static final class Between {
        @Parameters(index = "0", paramLabel = "A", description = "A region.")
        private String from = "";

        @Parameters(index = "1", paramLabel = "B", description = "Another region.")
        private String to = "";

        @Option(names = "--one-way", description = "Only what A sends to B (default: both directions).")
        private boolean oneWay;

        @Mixin
        private final DataOption data = new DataOption();

        private int order(LinkOrder.Kind kind, Duration delay, Console console) {
            LinkOrder order = new LinkOrder(kind, from, to, oneWay, delay);
            console.say(ControlClient.require(new DataFolder(data.path())).carryOut(order));
            return ExitCode.DONE.code();
        }
    }

    /** Cuts a link. */
    @Command(name = "cut", description = "Reset the connections between two regions, and refuse new ones.")
    static final class Cut implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final Between between = new Between();

        private Cut(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return between.order(LinkOrder.Kind.CUT, Duration.ZERO, console);
        }
    }

    /** Slows a link down. */
    @Command(name = "slow", description = "Delay all that passes between two regions.")
    static final class Slow implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final Between between = new Between();

        @Option(
                names = "--delay",
                paramLabel = "TIME",
                description = "Of requests and of their answers, so a round trip takes twice as long (default: 80ms).")
        private String delay = "80ms";

        private Slow(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return between.order(LinkOrder.Kind.SLOW, time(delay), console);
        }

        private static Duration time(String text) {
            return Optional.of(text)
                    .flatMap(Durations::parse)
                    .orElseThrow(() -> CliException.misused("--delay: " + text + " (expected: a time such as 80ms)"));
        }
    }

    /** Heals a link. */
    @Command(name = "heal", description = "Let everything pass between two regions again, without delay.")
    static final class Heal implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final Between between = new Between();

        private Heal(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return between.order(LinkOrder.Kind.HEAL, Duration.ZERO, console);
        }
    }
}
