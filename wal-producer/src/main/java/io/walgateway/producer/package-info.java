/**
 * From a request to a durable message; embeddable in any JVM application. A write is checked, gets its id and its
 * times, is encoded as {@code wal.v1.LogRecord} and appended to its namespace's queue; the producer answers when the
 * queue does.
 */
@NullMarked
package io.walgateway.producer;

import org.jspecify.annotations.NullMarked;
