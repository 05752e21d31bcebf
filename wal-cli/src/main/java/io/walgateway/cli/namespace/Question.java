package io.walgateway.cli.namespace;

import io.walgateway.core.text.Printable;
import java.io.Console;
import java.util.Optional;

/** Asks the person at the terminal. */
interface Question {

    /** Returns the answer; empty: there is no terminal, or the person ended the input. */
    Optional<String> ask(String text);

    /** Asks at the terminal of this process, if it has one. */
    static Question atConsole() {
        // The JDK and its settings decide whether a console object exists where there is no terminal.
        return text -> Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readLine("%s", Printable.lines(text)));
    }
}
