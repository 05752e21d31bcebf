package io.walgateway.client.cache;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Lets the changes of one key happen one after the other, in the order in which their turns were taken. */
final class KeyTurns {
    private final Map<String, CompletableFuture<Boolean>> last = new ConcurrentHashMap<>();

    /** The caller ends the turn, whatever happens. */
    Turn take(String key) {
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        return new Turn(key, last.put(key, end), end);
    }

    /** A place in the order of a key. */
    final class Turn {
        private final String key;
        private final @Nullable CompletableFuture<Boolean> before;
        private final CompletableFuture<Boolean> end;

        private Turn(String key, @Nullable CompletableFuture<Boolean> before, CompletableFuture<Boolean> end) {
            this.key = key;
            this.before = before;
            this.end = end;
        }

        /** Waits until the turn before has ended. */
        void await() throws InterruptedException {
            if (before == null) {
                return;
            }
            try {
                before.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Expected a turn to end, but it failed", e);
            }
        }

        void end() {
            last.remove(key, end);
            end.complete(true);
        }
    }
}
