package io.walgateway.runtime;

import io.walgateway.core.text.Reasons;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The health of a process: named checks, none of which may be down. Safe for any number of threads. */
public final class Health {
    private final Map<String, Supplier<Status>> checks = new ConcurrentHashMap<>();

    /** The result of one check. */
    public sealed interface Status {
        String detail();

        /**
         * Degraded while there is trouble.
         *
         * @param fine the detail while there is none
         */
        static Status degradedBy(Optional<String> trouble, String fine) {
            return trouble.<Status>map(Degraded::new).orElseGet(() -> new Up(fine));
        }

        /** The check passes. */
        record Up(String detail) implements Status {}

        /** The process works as far as it can, but something that it needs is away: it stays in service. */
        record Degraded(String detail) implements Status {}

        /** The check fails. */
        record Down(String detail) implements Status {}
    }

    /**
     * Adds a check, or replaces the one of this name.
     *
     * @param check called on each request; answers at once, from what it knows; an exception counts as down
     */
    public void register(String name, Supplier<Status> check) {
        checks.put(name, check);
    }

    /** Runs all checks; the result is in alphabetical order of their names. */
    public Map<String, Status> report() {
        Map<String, Status> report = new TreeMap<>();
        checks.forEach((name, check) -> report.put(name, ask(check)));
        return report;
    }

    private static Status ask(Supplier<Status> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return new Status.Down("the check failed: " + Reasons.of(e));
        }
    }
}
