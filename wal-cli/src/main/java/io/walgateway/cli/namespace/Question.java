package io.walgateway.cli.namespace;

import io.walgateway.core.text.Printable;
import java.io.Console;
import java.util.Optional;

/** Asks the person at the terminal. */
interface Question {

    /** Empty: there is no terminal, or the person ended the input. */
    Optional<String> ask(String text);

    /** At the terminal of this process, if it has one. */
    static Question atConsole() {
        // Whether there is a console object where there is no terminal depends on the JDK and its settings.
        return text -> Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readLine("%s", Printable.lines(text)));
    }
}
