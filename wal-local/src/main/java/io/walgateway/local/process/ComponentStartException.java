package io.walgateway.local.process;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A component could not be started; the message holds the reason and the last lines of its log. */
public final class ComponentStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ComponentStartException(String message) {
        super(message);
    }

    public ComponentStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static ComponentStartException withLog(String message, Path log, List<String> lastLines) {
        String lines = lastLines.isEmpty() ? " (nothing was written)" : "\n" + String.join("\n", lastLines);
        return new ComponentStartException("%s; last lines of %s:%s".formatted(message, log, lines));
    }
}
