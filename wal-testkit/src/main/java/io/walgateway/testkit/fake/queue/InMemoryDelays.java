package io.walgateway.testkit.fake.queue;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayTimers;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.DelayedEntries;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The messages that the queues of these names hold back; no process needs to keep their time. */
record InMemoryDelays(InMemoryStore store, List<String> names, InstantSource clock)
        implements DelayedEntries, DelayTimers {

    @Override
    public DelayedCounts pendingHere() {
        return store.delayed(names, clock.instant());
    }

    @Override
    public CompletionStage<AppendResult> cancel(UUID id) {
        store.cancel(names, id);
        return CompletableFuture.completedFuture(AppendResult.APPENDED);
    }

    @Override
    public void close() {}
}
