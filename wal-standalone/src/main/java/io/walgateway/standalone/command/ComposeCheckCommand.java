package io.walgateway.standalone.command;

import io.walgateway.standalone.compose.ComposeCheck;
import io.walgateway.standalone.console.Console;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks docker-compose.yml and the Dockerfile, as far as the tools on this machine allow. */
@Command(
        name = "compose-check",
        description = "Check docker-compose.yml and the Dockerfile: by rules of their own, by docker compose config and"
                + " dockerfilelint where docker and npx are there, and where a container engine answers by starting all of"
                + " it, writing, reading, and taking it down.",
        footer = "Says what was checked and what was left out. Exit code 1: something is wrong.")
public final class ComposeCheckCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    private final Console console;

    @Option(names = "--no-engine", description = "Start nothing.")
    private boolean noEngine;

    @Option(names = "--no-build", description = "Start the image wal-gateway:local as it is.")
    private boolean noBuild;

    public ComposeCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path checkout = Path.of(System.getProperty("wal.home", "")).toAbsolutePath();
        return new ComposeCheck(checkout, console::say).run(!noEngine, !noBuild) ? 0 : FAILED;
    }
}
