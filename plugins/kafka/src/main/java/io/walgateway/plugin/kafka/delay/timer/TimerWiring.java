package io.walgateway.plugin.kafka.delay.timer;

import io.walgateway.core.queue.QueueWriter;
import io.walgateway.plugin.kafka.delay.report.PendingReports;
import java.time.InstantSource;

/**
 * The parts that the timers of one delay topic work with.
 *
 * @param clock   by which entries fall due
 * @param topic   receives entries that are due
 * @param tail    how far the delay topic has been read
 * @param reports receives the counts of pending entries
 */
public record TimerWiring(InstantSource clock, QueueWriter topic, SourceTail tail, PendingReports reports) {}
