/** A service that keeps items as a map of maps in Cassandra: how the process starts, and its settings. */
@NullMarked
package io.walgateway.example.keyvalue;

import org.jspecify.annotations.NullMarked;
