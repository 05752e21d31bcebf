package io.walgateway.plugin.kafka.delay.timer;

import io.walgateway.core.queue.QueueWriter;
import io.walgateway.plugin.kafka.delay.report.PendingReports;
import java.time.InstantSource;

/**
 * What the timers of one delay topic work with.
 *
 * @param clock   by which entries are due
 * @param topic   gets what is due
 * @param tail    how far the delay topic is read
 * @param reports told what is pending
 */
public record TimerWiring(InstantSource clock, QueueWriter topic, SourceTail tail, PendingReports reports) {}
