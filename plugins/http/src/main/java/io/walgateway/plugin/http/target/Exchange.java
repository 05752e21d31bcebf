package io.walgateway.plugin.http.target;

import io.walgateway.core.plugin.AnswerWait;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request and its answer. */
final class Exchange implements BodyHandler<Boolean> {
    private record Begun(ResponseInfo info, AnswerText text) {}

    private volatile @Nullable Begun begun;

    private Exchange() {}

    /**
     * Waits for the answer. When the time is over, or the thread is interrupted, the connection is given up.
     *
     * @throws IOException      when no status arrived
     * @throws TimeoutException when no status arrived in time
     */
    static Answer run(HttpClient client, HttpRequest request, Duration limit)
            throws IOException, TimeoutException, InterruptedException {
        Exchange exchange = new Exchange();
        CompletableFuture<HttpResponse<Boolean>> response = client.sendAsync(request, exchange);
        try {
            return exchange.answer(AnswerWait.get(response, limit).body());
        } catch (TimeoutException e) {
            if (exchange.begun == null) {
                throw e;
            }
            return exchange.answer(false);
        } catch (ExecutionException e) {
            if (exchange.begun == null) {
                throw new IOException(e.getCause());
            }
            return exchange.answer(false);
        } finally {
            response.cancel(true);
        }
    }

    @Override
    public BodySubscriber<Boolean> apply(ResponseInfo info) {
        AnswerText text = new AnswerText();
        begun = new Begun(info, text);
        return text;
    }

    private Answer answer(boolean whole) {
        Begun arrived = begun;
        if (arrived == null) {
            throw new IllegalStateException("Expected a status, but none has arrived");
        }
        return new Answer(
                arrived.info().statusCode(),
                arrived.info().headers(),
                arrived.text().text(),
                whole);
    }
}
