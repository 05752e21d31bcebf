package io.walgateway.standalone;

import io.walgateway.cli.terminal.Terminal;
import io.walgateway.local.port.FreePorts;
import io.walgateway.standalone.console.Console;
import io.walgateway.standalone.folder.Layout;
import io.walgateway.standalone.folder.PortCheck;
import io.walgateway.standalone.part.Composition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Runs commands as a user does, on one data folder. */
record WalCommands(Path data) {

    record Result(int exitCode, String text) {}

    Result run(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text, true);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        int exitCode = WalMain.commandLine(new Console(new Terminal(writer, writer), InstantSource.system()))
                .execute(all.toArray(String[]::new));
        return new Result(exitCode, text.toString());
    }

    static int freePortBase() {
        List<String> regions = List.of("a", "b");
        while (true) {
            Layout layout = new Layout(FreePorts.next(), regions);
            if (layout.uses(new Composition(regions, Composition.OPTIONAL).parts()).keySet().stream()
                    .allMatch(PortCheck::isFree)) {
                return layout.base();
            }
        }
    }
}
