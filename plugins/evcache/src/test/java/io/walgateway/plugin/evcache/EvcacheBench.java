package io.walgateway.plugin.evcache;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.plugin.evcache.connection.CacheCluster;
import io.walgateway.plugin.evcache.connection.CacheItem;
import io.walgateway.plugin.evcache.connection.Connector;
import io.walgateway.plugin.evcache.settings.EvcacheSettings;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.testkit.fake.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One client, deliveries with it, and reads of what they have done. */
final class EvcacheBench implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final InstantSource clock = InstantSource.system();
    private final TargetClient client;
    private final EvcacheSettings settings;
    private final Connector connector;

    EvcacheBench(Map<String, String> settings) {
        PluginContext context = new PluginContext(settings, clock, "test");
        this.client = new EvcacheTargetProvider().open(context);
        this.settings = EvcacheSettings.of(context);
        this.connector = new Connector(this.settings, context.clock());
    }

    /** The value of a zone's setting, with a name for each node: {@code n1/127.0.0.1:11211}. */
    static String nodes(MemcachedServer... servers) {
        return IntStream.range(0, servers.length)
                .mapToObj(at -> "n" + (at + 1) + "/" + servers[at].endpoint())
                .collect(Collectors.joining(","));
    }

    static TargetAddress address(String... properties) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return new TargetAddress("evcache", all);
    }

    static CacheMutation.Builder set(String key) {
        return CacheMutation.newBuilder()
                .setOperation(CacheOperation.CACHE_OPERATION_SET)
                .setKey(key);
    }

    static CacheMutation.Builder of(CacheOperation operation, String key) {
        return CacheMutation.newBuilder().setOperation(operation).setKey(key);
    }

    TargetClient client() {
        return client;
    }

    DeliveryOutcome deliver(CacheMutation.Builder mutation, String... properties) {
        return deliver(mutation, PATIENCE, properties);
    }

    DeliveryOutcome deliver(CacheMutation.Builder mutation, Duration limit, String... properties) {
        Message message = Messages.message()
                .payload(Bytes.wrap(mutation.build().toByteArray()))
                .writeTime(clock.instant())
                .build();
        return deliver(message, limit, properties);
    }

    DeliveryOutcome deliver(Message message, Duration limit, String... properties) {
        try {
            return client.target(address(properties))
                    .deliver(new DeliveryAttempt(message, 1, clock.instant().plus(limit)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads from all zones of a cluster as one. */
    Optional<CacheItem> get(String key) {
        return read(cluster("default"), key);
    }

    CacheCluster cluster(String name) {
        return new CacheCluster(Objects.requireNonNull(settings.clusters().get(name)), connector);
    }

    static Optional<CacheItem> read(CacheCluster cluster, String key) {
        try {
            return cluster.get(Bytes.utf8(key), PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        connector.close();
    }
}
