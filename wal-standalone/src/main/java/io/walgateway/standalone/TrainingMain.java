package io.walgateway.standalone;

import io.walgateway.cli.terminal.Terminal;
import io.walgateway.config.Platform;
import io.walgateway.standalone.console.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import picocli.CommandLine;

/** Runs short commands, as far as they go without a stack, so that the JVM can store their classes in a cache. */
public final class TrainingMain {

    private static final String NOWHERE = "127.0.0.1:1";

    private TrainingMain() {}

    public static void main(String[] arguments) {
        if (!Platform.prepare(arguments)) {
            System.exit(Platform.MISUSED);
        }
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine line = WalMain.commandLine(new Console(new Terminal(nowhere, nowhere), Clock.systemUTC()));
        line.execute("help");
        line.execute("write", "quickstart", "hello", "-o", "json", "--server", NOWHERE);
        line.execute("namespace", "list", "--control-plane", "http://" + NOWHERE);
        line.execute("dead-letters", "list", "quickstart", "--control-plane", "http://" + NOWHERE);
        line.execute("status", "--data", "/nowhere");
        System.exit(0);
    }
}
