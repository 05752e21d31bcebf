package io.walgateway.config.settings;

import io.walgateway.core.plugin.Violation;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used. The message lists everything that is wrong in one line. */
public final class InvalidSettingsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> problems;

    public InvalidSettingsException(List<Violation> problems) {
        super(problems.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** At least one problem; its path is the setting's key. */
    public List<Violation> problems() {
        return problems;
    }
}
