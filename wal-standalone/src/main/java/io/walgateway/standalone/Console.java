package io.walgateway.standalone;

import io.walgateway.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.time.InstantSource;

/** Where a command writes, and its clock. */
record Console(Terminal terminal, InstantSource clock) {

    static Console system(InstantSource clock) {
        return new Console(Terminal.system(), clock);
    }

    PrintWriter out() {
        return terminal.out();
    }

    /** Lines that come from several threads stay whole, and are seen at once. */
    void say(String lines) {
        terminal.say(lines);
    }
}
