package io.walgateway.client.token;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds the present token to each call; fetches the next one before it expires. Never blocks a call's thread. The client's
 * builder makes it of a {@link TokenSource}.
 */
public final class TokenCredentials extends CallCredentials {
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final Status AWAY =
            Status.UNAVAILABLE.withDescription("no bearer token could be fetched from the client's source");

    private final TokenSource source;
    private final LongSupplier nanos;
    private final Executor threads;
    // Everything below is guarded by this.
    private final List<MetadataApplier> waiting = new ArrayList<>();
    private @Nullable BearerToken present;
    private long expiryNanos;
    private long refreshNanos;
    private boolean fetching;
    private boolean failed;

    /**
     * @param nanos   as {@link System#nanoTime}
     * @param threads runs what blocks
     */
    public TokenCredentials(TokenSource source, LongSupplier nanos, Executor threads) {
        this.source = source;
        this.nanos = nanos;
        this.threads = threads;
    }

    @Override
    public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
        long now = nanos.getAsLong();
        BearerToken usable;
        boolean fetch;
        boolean paused;
        synchronized (this) {
            usable = present != null && now - expiryNanos < 0 ? present : null;
            boolean due = (usable == null && !failed) || now - refreshNanos >= 0;
            fetch = due && !fetching;
            fetching |= fetch;
            paused = usable == null && !fetching;
            if (usable == null && !paused) {
                waiting.add(applier);
            }
        }
        if (usable != null) {
            apply(usable, applier);
        } else if (paused) {
            applier.fail(AWAY);
        }
        if (fetch) {
            threads.execute(this::fetch);
        }
    }

    private void fetch() {
        try {
            settle(source.fetch());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail();
        } catch (IOException | RuntimeException e) {
            // The reason is not passed on: it may have something of a token in it.
            fail();
        }
    }

    private void settle(BearerToken fetched) {
        long now = nanos.getAsLong();
        long lifetime = fetched.lifetime().toNanos();
        List<MetadataApplier> calls;
        synchronized (this) {
            present = fetched;
            failed = false;
            expiryNanos = now + lifetime;
            refreshNanos = now + lifetime / 5 * 4;
            calls = takeWaiting();
        }
        calls.forEach(call -> apply(fetched, call));
    }

    private void fail() {
        List<MetadataApplier> calls;
        synchronized (this) {
            failed = true;
            refreshNanos = nanos.getAsLong() + RETRY_AFTER.toNanos();
            calls = takeWaiting();
        }
        calls.forEach(call -> call.fail(AWAY));
    }

    private List<MetadataApplier> takeWaiting() {
        fetching = false;
        List<MetadataApplier> calls = List.copyOf(waiting);
        waiting.clear();
        return calls;
    }

    private static void apply(BearerToken token, MetadataApplier applier) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + token.value());
        applier.apply(headers);
    }
}
