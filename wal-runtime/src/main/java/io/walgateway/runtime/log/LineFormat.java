package io.walgateway.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.SequencedMap;

/** How a line is written. It is one line, or in text followed by indented ones, whatever is in its parts. */
interface LineFormat {
    /** Of the message, of each value, and of an exception's message. */
    int CHARS_MAX = 4000;

    /**
     * The whole line, with its end.
     *
     * @param fields the line's own key-value pairs, and what is to be said of it besides
     */
    String line(ILoggingEvent event, SequencedMap<String, String> fields);
}
