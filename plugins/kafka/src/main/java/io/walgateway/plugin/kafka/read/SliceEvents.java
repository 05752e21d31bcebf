package io.walgateway.plugin.kafka.read;

import io.walgateway.core.queue.SliceListener;
import java.util.function.LongSupplier;

/**
 * The receiver of a reader's slice events, and the numbers of its assignments.
 *
 * @param listener the pipeline
 * @param epochs   gives each assignment a number of its own
 */
public record SliceEvents(SliceListener listener, LongSupplier epochs) {}
