package io.walgateway.client.cache;

import io.walgateway.proto.v1.CacheMutation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Changes the application's cache, and appends changes to a log beside it. One for a cache and a process is enough: it is
 * safe for any number of threads. Reads go to the cache directly.
 *
 * <ol>
 *   <li>The cache comes first, the log afterwards, whatever the cache answered: a consumer that fetches the value for other
 *       regions finds the new one. There is no transaction around both. The receipt says for each what became of it; when
 *       the process dies in between, the cache may have a change that the log does not have.
 *   <li>Changes of one key happen one after the other, in the order of the calls, in the cache and in the log. The order
 *       holds for this instance: changes of one key by several processes may reach cache and log in different orders. A
 *       local write that failed, by time-out or otherwise, may still take effect later, also after the next change.
 *   <li>{@link #set}, {@link #delete} and {@link #touch} block while too much is in flight.
 *   <li>Every receipt completes normally, on a virtual thread, whose callbacks may block.
 * </ol>
 */
public final class ReplicatedCache implements AutoCloseable {
    private static final LogOutcome NOT_NEEDED = new LogOutcome.NotNeeded();

    private final LocalCache cache;
    private final MutationLog log;
    private final CacheSettings settings;
    private final Use use;
    private final InstantSource clock;
    private final ChangeRules rules;
    private final Room room;
    private final KeyTurns turns = new KeyTurns();
    private final ExecutorService changes = threads("wal-cache-");
    private final ExecutorService calls = threads("wal-cache-call-");

    private volatile boolean givenUp;

    /** What the log is for. */
    private enum Use {
        EVERY_CHANGE,
        FAILED_CHANGES,
        FAILED_CHANGES_AS_DELETES
    }

    /** One call of the application's cache. */
    private interface Call {
        void run() throws Exception;
    }

    private ReplicatedCache(LocalCache cache, MutationLog log, CacheSettings settings, Use use, InstantSource clock) {
        this.cache = cache;
        this.log = log;
        this.settings = settings;
        this.use = use;
        this.clock = clock;
        this.rules = new ChangeRules(settings.cache(), clock);
        this.room = new Room(settings.changesInFlightMax(), settings.bytesInFlightMax());
    }

    /**
     * Appends every change, for the caches of other regions. The log is that of a namespace with a target {@code
     * evc-replication}, which delivers nothing to this region. A change whose local write failed is appended as well.
     *
     * @param clock gives the write times of changes, from which their lives count
     */
    public static ReplicatedCache beside(
            LocalCache cache, MutationLog log, CacheSettings settings, InstantSource clock) {
        return new ReplicatedCache(cache, log, settings, Use.EVERY_CHANGE, clock);
    }

    /**
     * Appends a change whose local write failed, and no other. The log is that of a namespace with a target {@code
     * evcache}, which carries the change out in this region later.
     *
     * <p>The repair comes late. It overwrites a value that was written to the cache after the failed one, by any process:
     * use it for keys that are written once, or rarely. {@link #behindAsDelete} has no such hazard.
     */
    public static ReplicatedCache behind(
            LocalCache cache, MutationLog log, CacheSettings settings, InstantSource clock) {
        return new ReplicatedCache(cache, log, settings, Use.FAILED_CHANGES, clock);
    }

    /**
     * Appends a delete of the key for each change whose local write failed, and nothing else. The log is as with
     * {@link #behind}. When the delete arrives, the entry is gone, whether it had the older value or a newer one; the
     * application fills it again from its database.
     */
    public static ReplicatedCache behindAsDelete(
            LocalCache cache, MutationLog log, CacheSettings settings, InstantSource clock) {
        return new ReplicatedCache(cache, log, settings, Use.FAILED_CHANGES_AS_DELETES, clock);
    }

    /**
     * Stores a value, whether or not the key has one.
     *
     * @param key   without the name of the cache; with it at most 250 bytes, without spaces and control characters
     * @param data  the bytes as readers of the cache expect them; they must not be changed before the receipt
     * @param flags the flags that tell readers the type of the value
     * @param ttl   whole seconds from now; zero: for ever
     * @throws IllegalArgumentException when no cache can carry the change out; it names the argument and what was expected
     * @throws IllegalStateException    when this is closed
     * @throws InterruptedException     when the thread was interrupted while it waited for room; nothing was changed
     */
    public CompletionStage<ChangeReceipt> set(String key, byte[] data, int flags, Duration ttl)
            throws InterruptedException {
        return change(rules.set(key, data, flags, ttl), () -> cache.set(key, data, flags, ttl));
    }

    /** Removes an entry; otherwise as {@link #set}. */
    public CompletionStage<ChangeReceipt> delete(String key) throws InterruptedException {
        return change(rules.delete(key), () -> cache.delete(key));
    }

    /** Changes when an entry expires; otherwise as {@link #set}. */
    public CompletionStage<ChangeReceipt> touch(String key, Duration ttl) throws InterruptedException {
        return change(rules.touch(key, ttl), () -> cache.touch(key, ttl));
    }

    /**
     * Takes no more changes, and waits for those in flight. After the settings' close time-out it interrupts what is left:
     * changes that had not begun end as failed and not appended, others as the cache and the log leave them. Every change
     * gets its receipt. Cache client and log stay open.
     */
    @Override
    public void close() {
        changes.shutdown();
        try {
            if (!changes.awaitTermination(settings.closeTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                giveUp();
            }
        } catch (InterruptedException e) {
            giveUp();
            Thread.currentThread().interrupt();
        }
        calls.shutdown();
    }

    private void giveUp() {
        givenUp = true;
        changes.shutdownNow();
    }

    private CompletionStage<ChangeReceipt> change(CacheMutation mutation, Call call) throws InterruptedException {
        int bytes = mutation.getSerializedSize();
        room.enter(bytes);
        CompletableFuture<ChangeReceipt> receipt = new CompletableFuture<>();
        KeyTurns.Turn turn = turns.take(mutation.getKey());
        try {
            changes.execute(() -> {
                ChangeReceipt ended = inTurn(turn, mutation, call);
                room.leave(bytes);
                receipt.complete(ended);
            });
        } catch (RejectedExecutionException e) {
            turn.end();
            room.leave(bytes);
            throw new IllegalStateException("Expected an open cache, but it is closed", e);
        }
        return receipt.minimalCompletionStage();
    }

    private ChangeReceipt inTurn(KeyTurns.Turn turn, CacheMutation mutation, Call call) {
        try {
            turn.await();
            // The turn may come because the change before was interrupted, before this one is.
            if (givenUp) {
                throw new InterruptedException("closed");
            }
            Instant writeTime = clock.instant();
            Optional<Exception> failure = callLocal(call);
            return new ChangeReceipt(failure, appendAfter(failure, mutation, writeTime));
        } catch (InterruptedException e) {
            return new ChangeReceipt(
                    Optional.of(e), new LogOutcome.NotAppended("closed before it was the change's turn"));
        } finally {
            turn.end();
        }
    }

    /** The error; empty: the cache has acknowledged the change. */
    private Optional<Exception> callLocal(Call call) {
        Future<?> called = calls.submit(() -> {
            call.run();
            return null;
        });
        try {
            called.get(settings.localTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() instanceof Exception failure ? failure : e);
        } catch (TimeoutException e) {
            called.cancel(true);
            return Optional.of(new TimeoutException(
                    "no answer of the cache within " + settings.localTimeout().toMillis() + "ms"));
        } catch (InterruptedException e) {
            called.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.of(e);
        }
    }

    private LogOutcome appendAfter(Optional<Exception> failure, CacheMutation mutation, Instant writeTime) {
        return switch (use) {
            case EVERY_CHANGE -> append(mutation, writeTime);
            case FAILED_CHANGES -> failure.isEmpty() ? NOT_NEEDED : append(mutation, writeTime);
            case FAILED_CHANGES_AS_DELETES ->
                failure.isEmpty() ? NOT_NEEDED : append(rules.delete(mutation.getKey()), writeTime);
        };
    }

    private LogOutcome append(CacheMutation mutation, Instant writeTime) {
        try {
            return log.append(mutation, writeTime);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new LogOutcome.Unknown("closed before the log answered");
        } catch (RuntimeException e) {
            return new LogOutcome.Unknown(e.toString());
        }
    }

    private static ExecutorService threads(String name) {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name, 0).factory());
    }
}
