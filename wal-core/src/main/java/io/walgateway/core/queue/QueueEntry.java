package io.walgateway.core.queue;

import io.walgateway.core.message.Bytes;

/**
 * What a queue stores: an encoded record, and the key by which it is placed.
 *
 * @param key    entries with the same non-empty key lie in the same slice, in append order; empty: anywhere
 * @param record the encoded {@code wal.v1.LogRecord}
 */
public record QueueEntry(Bytes key, Bytes record) {}
