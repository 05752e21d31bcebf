package io.walgateway.it.sim;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts how often each promise of a run was put to the test, and remembers the first broken one. */
final class Judge {
    private final Schedule schedule;
    private final Map<Promise, Long> checked = new EnumMap<>(Promise.class);
    private @Nullable Violation first;

    Judge(Schedule schedule) {
        this.schedule = schedule;
    }

    void require(boolean kept, Promise promise, Supplier<String> otherwise) {
        checked.merge(promise, 1L, Long::sum);
        if (!kept && first == null) {
            first = new Violation(promise, schedule.now(), otherwise.get());
        }
    }

    boolean isContent() {
        return first == null;
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(first);
    }

    long checked(Promise promise) {
        return checked.getOrDefault(promise, 0L);
    }
}
