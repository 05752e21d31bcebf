/** The connection to Cassandra. */
@NullMarked
package io.walgateway.example.keyvalue.cluster;

import org.jspecify.annotations.NullMarked;
