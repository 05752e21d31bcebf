package io.walgateway.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.SequencedMap;

/**
 * The format of a log line. Whatever its parts contain, it is one line; in the text format, indented lines may follow.
 */
interface LineFormat {
    /** The limit for the message, for each value, and for an exception's message. */
    int CHARS_MAX = 4000;

    /**
     * The whole line, including its end.
     *
     * @param fields the line's own key-value pairs, and any additional ones
     */
    String line(ILoggingEvent event, SequencedMap<String, String> fields);
}
