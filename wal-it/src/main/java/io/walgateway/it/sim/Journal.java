package io.walgateway.it.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The events of a run, for people; empty unless requested, because most runs are never looked at. */
final class Journal {
    private final Schedule schedule;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    Journal(Schedule schedule, boolean kept) {
        this.schedule = schedule;
        this.kept = kept;
    }

    void note(Supplier<String> what) {
        if (kept) {
            lines.add("%16s  %s".formatted(Schedule.seconds(schedule.now()), what.get()));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
