package io.walgateway.it.sim;

import io.walgateway.producer.WriteResult;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One call of a writer; a write may be tried several times. */
final class WriteTry {
    static final int TRIES_MAX = 4;

    final PlannedWrite write;
    /** From 0. */
    final int number;

    @Nullable
    WriteResult answer;

    @Nullable
    LogEntry entry;

    WriteTry(PlannedWrite write, int number) {
        this.write = write;
        this.number = number;
    }

    long dieNumber() {
        return (long) write.number() * TRIES_MAX + number;
    }

    /** True if the answer lets the caller retry. */
    boolean isOpen() {
        return answer instanceof WriteResult.NotDurable || answer instanceof WriteResult.Unknown;
    }

    @Nullable
    UUID id() {
        return switch (answer) {
            case WriteResult.Durable(UUID id) -> id;
            case WriteResult.NotDurable(UUID id, String _) -> id;
            case WriteResult.Unknown(UUID id, String _) -> id;
            case WriteResult.Refused _, WriteResult.NotServed _, WriteResult.Incomplete _ -> null;
            case null -> null;
        };
    }

    @Override
    public String toString() {
        String key = write.key() < 0 ? "" : "(k" + write.key() + ")";
        return write.name() + key + (number == 0 ? "" : " try " + (number + 1));
    }
}
