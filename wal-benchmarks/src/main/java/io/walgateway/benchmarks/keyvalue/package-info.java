/** The Key-Value service beside Cassandra's driver alone. */
@NullMarked
package io.walgateway.benchmarks.keyvalue;

import org.jspecify.annotations.NullMarked;
