package io.walgateway.plugin.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.DurableStorageContract;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DynamoDbStorageIT extends DurableStorageContract {

    @Override
    protected DurableStorageClient open() {
        return openAt(Components.dynamoDb().uri().toString(), "20s");
    }

    @Override
    protected DurableStorageClient openUnreachable() {
        return openAt("http://127.0.0.1:" + FreePorts.next(), "5s");
    }

    @Override
    protected DurableStorageConfig config(String namespace) {
        return new DurableStorageConfig("dynamodb", namespace, "");
    }

    @Override
    protected InstantSource clock() {
        return InstantSource.system();
    }

    @Test
    void shouldHaveNothingWhereThereIsNoTable() {
        try (DurableStorageClient client = open()) {
            DurableStorage storage = client.storage(config("never-made"));
            assertThat(storage.get("key", 0).toCompletableFuture().join()).isEmpty();
            assertThat(storage.numbers("key").toCompletableFuture().join()).isEmpty();
        }
    }

    private DurableStorageClient openAt(String endpoint, String timeout) {
        return new DynamoDbStorageProvider()
                .open(new PluginContext(
                        Map.of(
                                "clusters.*.endpoint",
                                endpoint,
                                "clusters.*.request-timeout",
                                timeout,
                                "clusters.*.access-key-id",
                                "any",
                                "clusters.*.secret-access-key",
                                "any"),
                        clock(),
                        "test"));
    }
}
