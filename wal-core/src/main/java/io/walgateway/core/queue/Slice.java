package io.walgateway.core.queue;

/**
 * A part of a queue that one reader of a group holds at a time: a Kafka partition, or the whole queue if it has no
 * parts.
 *
 * @param queue the queue's name
 * @param part  the number of the part, 0 if the queue has none
 * @param epoch differs each time the slice is assigned, so that leases of an earlier assignment can be recognised
 */
public record Slice(String queue, int part, long epoch) {}
