package io.walgateway.consumer.pipeline;

import io.walgateway.core.delivery.StageReport;
import io.walgateway.core.queue.Slice;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a pipeline stands, for people.
 *
 * @param stages        as the core last said
 * @param pausedBecause why it reads no further; empty: it does
 * @param queueAway     why the servers of the queue are away; empty: they are there
 * @param endpointsAway their names
 * @param poll          what the polling thread does
 * @param core          what the core's thread does
 * @param ahead         polls that the core has not seen yet
 * @param givingUp      slices that go to another reader as soon as nothing of them is in hand
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
