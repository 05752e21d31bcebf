/**
 * The form of a record: {@code wal.v1.LogRecord} to and from the model, and edits made in place so that fields of later
 * versions survive.
 */
@NullMarked
package io.walgateway.log.record;

import org.jspecify.annotations.NullMarked;
