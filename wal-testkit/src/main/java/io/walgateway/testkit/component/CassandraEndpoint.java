package io.walgateway.testkit.component;

import java.net.InetSocketAddress;

/** A Cassandra cluster that serves. */
public record CassandraEndpoint(InetSocketAddress contactPoint, String localDatacenter) {

    /** {@code host:port}, as settings take it. */
    public String contactPointText() {
        return contactPoint.getHostString() + ":" + contactPoint.getPort();
    }
}
