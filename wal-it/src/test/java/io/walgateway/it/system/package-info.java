/**
 * The gateway as it runs for its users, under test: real Kafka, PostgreSQL and Cassandra, and the control plane, the server
 * and the consumer in JVMs of their own, each of which can be killed; and those who use it: writers, readers, operators.
 */
@NullMarked
package io.walgateway.it.system;

import org.jspecify.annotations.NullMarked;
