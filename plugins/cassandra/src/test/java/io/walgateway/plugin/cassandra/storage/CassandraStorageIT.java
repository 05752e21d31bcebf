package io.walgateway.plugin.cassandra.storage;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.local.port.FreePorts;
import io.walgateway.plugin.cassandra.CassandraBench;
import io.walgateway.plugin.cassandra.CassandraStorageProvider;
import io.walgateway.testkit.component.CassandraEndpoint;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.DurableStorageContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;

class CassandraStorageIT extends DurableStorageContract {

    @Override
    protected DurableStorageClient open() {
        return openAt(Components.cassandra().contactPoint());
    }

    @Override
    protected DurableStorageClient openUnreachable() {
        return openAt(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()));
    }

    @Override
    protected DurableStorageConfig config(String namespace) {
        return new DurableStorageConfig("cassandra", namespace, "");
    }

    @Override
    protected InstantSource clock() {
        return InstantSource.system();
    }

    private static DurableStorageClient openAt(InetSocketAddress address) {
        CassandraEndpoint endpoint = Components.cassandra();
        return new CassandraStorageProvider().open(CassandraBench.context(address, endpoint.localDatacenter()));
    }
}
