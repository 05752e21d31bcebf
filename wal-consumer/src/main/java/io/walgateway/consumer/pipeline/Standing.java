package io.walgateway.consumer.pipeline;

import io.walgateway.core.delivery.StageReport;
import io.walgateway.core.queue.Slice;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The standing of a pipeline, for operators.
 *
 * @param stages        as the core last reported
 * @param pausedBecause why reading is paused; empty: it is not
 * @param queueAway     why the servers of the queue are away; empty: they are reachable
 * @param endpointsAway the names of endpoints that are away
 * @param poll          the polling thread's activity
 * @param core          the core thread's activity
 * @param ahead         the number of polls that the core has not seen yet
 * @param givingUp      slices that go to another reader as soon as none of their messages is leased
 * @param lag           entries appended and not yet settled; -1: unknown
 */
record Standing(
        StageReport stages,
        Optional<String> pausedBecause,
        Optional<String> queueAway,
        List<String> endpointsAway,
        PipelineThreads.Activity poll,
        PipelineThreads.Activity core,
        int ahead,
        Set<Slice> givingUp,
        long lag) {}
