package io.walgateway.plugin.wal.connection;

import io.walgateway.core.plugin.AnswerWait;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One write that waits for its reply. */
final class PendingWrite {
    private final WriteToLogRequest request;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();

    PendingWrite(WriteToLogRequest request) {
        this.request = request;
    }

    WriteToLogRequest request() {
        return request;
    }

    int bytes() {
        return request.getSerializedSize();
    }

    /** The first reply counts. */
    void complete(Reply given) {
        reply.complete(given);
    }

    /** Empty: there was none in time. */
    Optional<Reply> await(Duration limit) throws InterruptedException {
        try {
            return Optional.of(AnswerWait.get(reply, limit));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a reply, but the write failed", e.getCause());
        }
    }
}
