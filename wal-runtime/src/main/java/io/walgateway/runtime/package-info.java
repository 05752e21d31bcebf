/**
 * The parts that every process of the gateway has: a management endpoint with health and metrics, an orderly shutdown,
 * and a logging configuration to include ({@code io/walgateway/runtime/logback-base.xml}).
 */
@NullMarked
package io.walgateway.runtime;

import org.jspecify.annotations.NullMarked;
