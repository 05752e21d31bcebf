/** Items in Cassandra: connection, tables, chunks of large values, pages. Nothing blocks. */
@NullMarked
package io.walgateway.example.keyvalue.store;

import org.jspecify.annotations.NullMarked;
