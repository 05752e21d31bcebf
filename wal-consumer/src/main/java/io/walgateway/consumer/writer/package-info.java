/** The writer group: applies writes that other regions pass on, to targets of this region. */
@NullMarked
package io.walgateway.consumer.writer;

import org.jspecify.annotations.NullMarked;
