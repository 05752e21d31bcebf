package io.walgateway.plugin.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.local.dynamodb.DynamoDbLocal;
import io.walgateway.testkit.component.Components;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server of its own, which is killed and brought back. */
class DynamoDbOutageIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final DurableStorageConfig CONFIG = new DurableStorageConfig("dynamodb", "outage", "own");

    @Test
    void shouldBeUnavailableWhileKilledAndHaveEverythingSoonAfterItsReturn() {
        Instant later = CLOCK.instant().plusSeconds(600);
        try (DynamoDbLocal server = Components.ownDynamoDb(Components.ownDirectory("dynamodb"));
                var client = new DynamoDbStorageProvider()
                        .open(new PluginContext(
                                Map.of(
                                        "clusters.own.endpoint",
                                                server.endpoint().toString(),
                                        "clusters.own.access-key-id", "any",
                                        "clusters.own.secret-access-key", "any",
                                        "clusters.own.request-timeout", "2s"),
                                CLOCK,
                                "test"))) {
            client.provision(CONFIG);
            DurableStorage storage = client.storage(CONFIG);
            storage.put("k", 0, Bytes.utf8("kept"), later).toCompletableFuture().join();

            server.kill();
            assertThatThrownBy(() -> storage.get("k", 0)
                            .toCompletableFuture()
                            .orTimeout(120, TimeUnit.SECONDS)
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StorageUnavailableException.class);

            server.start();
            await().ignoreExceptions()
                    .until(() ->
                            storage.get("k", 0).toCompletableFuture().join().equals(Optional.of(Bytes.utf8("kept"))));
        }
    }
}
