package io.walgateway.testkit.component;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which of the two sources is used. */
enum ComponentChoice {
    CONTAINERS,
    PROCESSES;

    static final String VARIABLE = "WAL_TEST_COMPONENTS";

    /**
     * The source that the environment variable forces; otherwise containers if an engine answers.
     *
     * @throws IllegalArgumentException when the variable has an unknown value
     */
    static ComponentChoice of(@Nullable String forced, BooleanSupplier engineAnswers) {
        return switch (forced) {
            case null -> engineAnswers.getAsBoolean() ? CONTAINERS : PROCESSES;
            case "containers" -> CONTAINERS;
            case "processes" -> PROCESSES;
            default ->
                throw new IllegalArgumentException(VARIABLE + ": " + forced
                        + " (expected: containers or processes, or not set to take what is there)");
        };
    }
}
