package io.walgateway.example.keyvalue.cluster;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How Cassandra is reached, and where the tables are.
 *
 * @param contactPoints   at least one, unresolved
 * @param localDatacenter empty: that of the contact points
 * @param keyspace        a name that needs no quotes
 * @param replication     in CQL; used when the keyspace is created
 */
public record CassandraSettings(
        List<InetSocketAddress> contactPoints, Optional<String> localDatacenter, String keyspace, String replication) {
    public CassandraSettings {
        contactPoints = List.copyOf(contactPoints);
    }
}
