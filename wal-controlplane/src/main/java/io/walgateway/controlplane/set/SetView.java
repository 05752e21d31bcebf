package io.walgateway.controlplane.set;

import io.walgateway.log.set.SetFacts;

/**
 * A set as it is shown.
 *
 * @param region whose durable storage has it; empty text: the only one, which has no name
 */
public record SetView(String id, String region, SetFacts facts) {}
