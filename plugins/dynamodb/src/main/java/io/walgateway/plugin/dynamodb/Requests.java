package io.walgateway.plugin.dynamodb;

import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.text.Reasons;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Makes requests to one deployment, each on a virtual thread, at most {@value #AT_ONCE} at once. At most
 * {@value #WAITING_MAX} more wait, within their time.
 */
final class Requests implements AutoCloseable {
    static final int AT_ONCE = 64;
    static final int WAITING_MAX = 10_000;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final String ANY_REGION = "us-east-1";

    private final String name;
    private final ClusterSettings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private @Nullable DynamoDbClient client;

    Requests(String name, ClusterSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** The client of a request, and the end of its time. */
    record Call(DynamoDbClient client, long endNanos) {

        /** Options for each request to the SDK: it ends, with its retries, when no time is left. */
        Consumer<AwsRequestOverrideConfiguration.Builder> bounded() {
            Duration left = left();
            return options -> options.apiCallTimeout(left);
        }

        /** The time left, at least 1 ms, because not every caller of it accepts less. */
        Duration left() {
            return Duration.ofNanos(Math.max(1_000_000, endNanos - System.nanoTime()));
        }

        boolean isOver() {
            return endNanos - System.nanoTime() <= 0;
        }
    }

    /** Makes a request within the request time-out of the settings. */
    <T extends @Nullable Object> CompletableFuture<T> make(Function<Call, T> request) {
        return make(settings.requestTimeout(), request);
    }

    /** Makes a request within this time. Completes exceptionally only with {@link StorageUnavailableException}. */
    <T extends @Nullable Object> CompletableFuture<T> make(Duration patience, Function<Call, T> request) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        long end = System.nanoTime() + patience.toNanos();
        if (unanswered.incrementAndGet() > AT_ONCE + WAITING_MAX) {
            unanswered.decrementAndGet();
            answer.completeExceptionally(unavailable("more than " + WAITING_MAX + " requests wait", null));
            return answer;
        }
        waiting.add(() -> complete(answer, request, end));
        if (unanswered.get() <= AT_ONCE) {
            begin(answer);
        }
        return answer;
    }

    /** True if the servers understood a request and refused it, so that a retry is of no use. */
    static boolean isRefusal(StorageUnavailableException failure) {
        return failure.getCause() instanceof AwsServiceException refusal
                && refusal.statusCode() / 100 == 4
                && !refusal.isThrottlingException();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        synchronized (this) {
            if (client != null) {
                client.close();
            }
        }
    }

    private void begin(CompletableFuture<?> answer) {
        try {
            threads.execute(this::runWaiting);
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(unavailable("closed", e));
        }
    }

    /** Runs requests one after another, as long as any wait. */
    private void runWaiting() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
            unanswered.decrementAndGet();
        }
    }

    private <T extends @Nullable Object> void complete(
            CompletableFuture<T> answer, Function<Call, T> request, long end) {
        try {
            Call call = new Call(client(), end);
            if (call.isOver()) {
                answer.completeExceptionally(unavailable("no free connection in time", null));
            } else {
                answer.complete(request.apply(call));
            }
        } catch (SdkException e) {
            answer.completeExceptionally(unavailable(Reasons.of(e), e));
        } catch (RuntimeException e) {
            answer.completeExceptionally(unavailable(Reasons.of(e), e));
        }
    }

    private StorageUnavailableException unavailable(String why, @Nullable Throwable cause) {
        return new StorageUnavailableException("dynamodb " + name + ": " + why, cause);
    }

    private synchronized DynamoDbClient client() {
        DynamoDbClient open = client;
        if (open == null) {
            open = connect();
            client = open;
        }
        return open;
    }

    private DynamoDbClient connect() {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .httpClientBuilder(
                        Apache5HttpClient.builder().maxConnections(AT_ONCE).connectionTimeout(CONNECT_TIMEOUT));
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.region()
                .or(() -> settings.endpoint().map(_ -> ANY_REGION))
                .ifPresent(region -> builder.region(Region.of(region)));
        settings.credentials()
                .ifPresent(keys -> builder.credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()))));
        return builder.build();
    }
}
