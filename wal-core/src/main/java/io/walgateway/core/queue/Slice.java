package io.walgateway.core.queue;

/**
 * A part of a queue that one reader of a group holds at a time: a Kafka partition, or a whole queue where there are no
 * parts.
 *
 * @param queue the queue's name
 * @param part  the number of the part, 0 where there are none
 * @param epoch differs each time the slice is assigned, so that what belongs to an earlier assignment can be told apart
 */
public record Slice(String queue, int part, long epoch) {}
