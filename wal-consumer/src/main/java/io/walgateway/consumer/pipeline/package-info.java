/**
 * Pipelines, each for one namespace and target, from a polled entry to its settlement: the shell around the core of
 * delivery.
 */
@NullMarked
package io.walgateway.consumer.pipeline;

import org.jspecify.annotations.NullMarked;
