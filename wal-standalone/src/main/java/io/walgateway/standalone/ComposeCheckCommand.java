package io.walgateway.standalone;

import io.walgateway.standalone.compose.ComposeCheck;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks docker-compose.yml and the Dockerfile, as far as this machine has the means. */
@Command(name = "compose-check")
final class ComposeCheckCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    private final Console console;

    @Option(names = "--no-engine")
    private boolean noEngine;

    @Option(names = "--no-build")
    private boolean noBuild;

    ComposeCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path checkout = Path.of(System.getProperty("wal.home", "")).toAbsolutePath();
        return new ComposeCheck(checkout, console::say).run(!noEngine, !noBuild) ? 0 : FAILED;
    }
}
