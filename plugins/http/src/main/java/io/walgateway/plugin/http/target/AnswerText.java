package io.walgateway.plugin.http.target;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first bytes of a body and drops the rest. A short body is read to its end, so that its connection is used
 * again; a longer one is cancelled, which closes its connection. It completes with true unless the body broke off, and
 * never fails: a status that has arrived is of use without its body.
 */
final class AnswerText implements BodySubscriber<Boolean> {
    static final int KEPT_BYTES_MAX = 512;
    static final int READ_BYTES_MAX = 64 * 1024;

    private final CompletableFuture<Boolean> whole = new CompletableFuture<>();
    private final byte[] kept = new byte[KEPT_BYTES_MAX];
    private int keptBytes;
    private long readBytes;
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<Boolean> getBody() {
        return whole;
    }

    /** The text that has arrived. */
    synchronized String text() {
        return new String(kept, 0, keptBytes, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            readBytes += buffer.remaining();
            int more = Math.min(buffer.remaining(), KEPT_BYTES_MAX - keptBytes);
            buffer.get(kept, keptBytes, more);
            keptBytes += more;
        }
        Flow.Subscription from = subscription;
        if (from != null && readBytes > READ_BYTES_MAX) {
            from.cancel();
            whole.complete(true);
        } else if (from != null) {
            from.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.complete(false);
    }

    @Override
    public void onComplete() {
        whole.complete(true);
    }
}
