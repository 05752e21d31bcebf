package io.walgateway.standalone.console;

import io.walgateway.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.time.InstantSource;

/** The output of a command, and its clock. */
public record Console(Terminal terminal, InstantSource clock) {

    public static Console system(InstantSource clock) {
        return new Console(Terminal.system(), clock);
    }

    public PrintWriter out() {
        return terminal.out();
    }

    /** Lines from several threads stay whole, and are flushed at once. */
    public void say(String lines) {
        terminal.say(lines);
    }
}
