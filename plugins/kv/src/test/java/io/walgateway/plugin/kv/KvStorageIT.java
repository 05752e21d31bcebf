package io.walgateway.plugin.kv;

import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.example.keyvalue.KeyValueProcess;
import io.walgateway.example.keyvalue.KeyValueSettings;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.component.CassandraEndpoint;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.DurableStorageContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** On a Key-Value service in this JVM, with a real Cassandra. */
class KvStorageIT extends DurableStorageContract {
    private final KeyValueProcess service = service();

    @AfterAll
    void stop() {
        service.close();
    }

    @Override
    protected DurableStorageClient open() {
        return openAt(service.grpcPort());
    }

    @Override
    protected DurableStorageClient openUnreachable() {
        return openAt(FreePorts.next());
    }

    @Override
    protected DurableStorageConfig config(String namespace) {
        return new DurableStorageConfig("kv", namespace, "");
    }

    @Override
    protected InstantSource clock() {
        return InstantSource.system();
    }

    private static DurableStorageClient openAt(int port) {
        return new KvStorageProvider()
                .open(new PluginContext(
                        Map.of("clusters.*.address", "127.0.0.1:" + port), InstantSource.system(), "test"));
    }

    private static KeyValueProcess service() {
        CassandraEndpoint cassandra = Components.cassandra();
        try {
            return KeyValueProcess.start(
                    KeyValueSettings.of(ProcessSettings.of(Map.of(
                            "listen.port",
                            "0",
                            "management.port",
                            "0",
                            "cassandra.contact-points",
                            cassandra.contactPointText(),
                            "cassandra.local-datacenter",
                            cassandra.localDatacenter(),
                            "cassandra.keyspace",
                            Components.uniqueName("kv"),
                            "storage-namespaces",
                            "contract_*, other_*"))),
                    InstantSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
