/**
 * Bytes of strangers for each place where such bytes enter, as a fuzzer makes them. Nothing may crash, hang, or be answered
 * by an exception that nobody has mapped.
 */
@NullMarked
package io.walgateway.it.fuzz;

import org.jspecify.annotations.NullMarked;
