/**
 * The real components (Kafka, PostgreSQL, Cassandra, ElasticMQ, DynamoDB Local, nginx,
 * memcached) as processes of this machine,
 * one class each, for tests and for the standalone gateway. Each is started, killed, suspended and restarted on one data directory and one port; all
 * listen on 127.0.0.1 only. Their class paths are resolved by the small Maven modules under {@code components/}.
 */
@NullMarked
package io.walgateway.local;

import org.jspecify.annotations.NullMarked;
