package io.walgateway.testkit.component;

import java.net.InetSocketAddress;

/** A running Cassandra cluster. */
public record CassandraEndpoint(InetSocketAddress contactPoint, String localDatacenter) {

    /** {@code host:port}, as in settings. */
    public String contactPointText() {
        return contactPoint.getHostString() + ":" + contactPoint.getPort();
    }
}
