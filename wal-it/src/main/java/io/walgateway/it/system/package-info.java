/**
 * Users and observers of a running gateway: operators, readers of topics, and queries to Kafka for the progress of
 * consumers.
 */
@NullMarked
package io.walgateway.it.system;

import org.jspecify.annotations.NullMarked;
