package io.walgateway.plugin.sqs.cluster;

import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.tls.LiveTls;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The SDK's client for one cluster and one purpose, and the addresses of queues that it has found. Each request is sent
 * once; a caller that needs a retry makes it. Safe for any number of threads; calls may block, so they are made on
 * virtual threads.
 */
public final class Connection implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** Longer than the longest poll. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private static final int INTERNAL_ERROR = 500;

    private final ClusterSettings cluster;
    private final int connectionsMax;
    private final Duration requestTimeout;
    private final Map<String, String> urls = new ConcurrentHashMap<>();
    private @Nullable SqsClient client;
    private boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param requestTimeout the longest time for requests that do not set their own
     */
    public Connection(ClusterSettings cluster, int connectionsMax, Duration requestTimeout) {
        this.cluster = cluster;
        this.connectionsMax = connectionsMax;
        this.requestTimeout = requestTimeout;
    }

    public ClusterSettings cluster() {
        return cluster;
    }

    public Duration requestTimeout() {
        return requestTimeout;
    }

    /**
     * Returns the client, created on first use, which may look for region and credentials on the network.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when it cannot be created
     */
    public synchronized SqsClient client() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        SqsClient made = client;
        if (made == null) {
            made = make();
            client = made;
        }
        return made;
    }

    /**
     * Returns the address of a queue, which is looked up once.
     *
     * @param nameOrUrl the queue's name, or its address, which is returned as it is
     * @throws software.amazon.awssdk.core.exception.SdkException when there is no such queue, or no server answers
     */
    public String url(String nameOrUrl) {
        if (nameOrUrl.startsWith("http://") || nameOrUrl.startsWith("https://")) {
            return nameOrUrl;
        }
        String known = urls.get(nameOrUrl);
        if (known != null) {
            return known;
        }
        String found =
                client().getQueueUrl(request -> request.queueName(nameOrUrl)).queueUrl();
        urls.put(nameOrUrl, found);
        return found;
    }

    /** Forgets the address of a queue if the error says that the queue does not exist, so that it is looked up anew. */
    public void forgetIfGone(String name, Throwable error) {
        if (SendFaults.isNoQueue(error)) {
            urls.remove(name);
        }
    }

    public boolean exists(String name) {
        try {
            url(name);
            return true;
        } catch (QueueDoesNotExistException e) {
            return false;
        }
    }

    /**
     * Probes the servers. A refusal is an answer, too.
     *
     * @throws QueueUnavailableException when no server answers, or the servers cannot work
     */
    public void probe() {
        try {
            client().listQueues(request -> request.maxResults(1));
        } catch (AwsServiceException answer) {
            if (answer.statusCode() >= INTERNAL_ERROR) {
                throw new QueueUnavailableException(this + ": " + SendFaults.text(answer), answer);
            }
        } catch (SdkException | IllegalStateException e) {
            throw new QueueUnavailableException(this + ": " + SendFaults.text(e), e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
        }
    }

    @Override
    public String toString() {
        String name = "SQS cluster " + cluster.name();
        return cluster.endpoint().map(endpoint -> name + " (" + endpoint + ")").orElse(name);
    }

    private static TlsSocketStrategy encryption(LiveTls tls) {
        return new DefaultClientTlsStrategy(
                tls.context(),
                tls.terms().minVersion().protocols().toArray(String[]::new),
                null,
                SSLBufferMode.STATIC,
                HttpsSupport.getDefaultHostnameVerifier());
    }

    private SqsClient make() {
        Apache5HttpClient.Builder http = Apache5HttpClient.builder()
                .maxConnections(connectionsMax)
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT);
        cluster.tls().map(Connection::encryption).ifPresent(http::tlsSocketStrategy);
        SqsClientBuilder builder = SqsClient.builder()
                .httpClientBuilder(http)
                .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(requestTimeout)
                        .addExecutionInterceptor(new Transmission.Marker()));
        cluster.endpoint().ifPresent(builder::endpointOverride);
        cluster.region().map(Region::of).ifPresent(builder::region);
        cluster.accessKeyId()
                .ifPresent(id -> builder.credentialsProvider(() -> AwsBasicCredentials.create(
                        id, cluster.secretKey().orElseThrow().text())));
        return builder.build();
    }
}
