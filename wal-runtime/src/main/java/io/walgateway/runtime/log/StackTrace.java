package io.walgateway.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.walgateway.core.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of an exception and its causes. */
final class StackTrace {
    private static final int CAUSES_MAX = 4;
    private static final int FRAMES_MAX = 12;
    private static final int FRAMES_OF_CAUSES_MAX = 4;

    private StackTrace() {}

    /** Empty if the event has no exception. */
    static List<String> of(ILoggingEvent event) {
        List<String> lines = new ArrayList<>();
        @Nullable IThrowableProxy thrown = event.getThrowableProxy();
        for (int depth = 0; thrown != null && depth <= CAUSES_MAX; depth++) {
            String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
            lines.add((depth == 0 ? "" : "caused by ")
                    + Printable.of(thrown.getClassName() + message, LineFormat.CHARS_MAX));
            Arrays.stream(thrown.getStackTraceElementProxyArray())
                    .limit(depth == 0 ? FRAMES_MAX : FRAMES_OF_CAUSES_MAX)
                    .map(StackTraceElementProxy::getSTEAsString)
                    .map(Printable::of)
                    .forEach(lines::add);
            thrown = thrown.getCause();
        }
        return lines;
    }
}
