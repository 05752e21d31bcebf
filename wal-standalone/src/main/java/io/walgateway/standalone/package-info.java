/**
 * The whole gateway on one machine, in one command: {@code Up} starts the real components and the gateway's own
 * processes, a supervisor watches them until {@code Down}, and the small clients {@code Write} and {@code Read} let a
 * first try go without other tools. {@code Stack} knows what is started after what; {@code DataFolder} where all lies.
 */
@NullMarked
package io.walgateway.standalone;

import org.jspecify.annotations.NullMarked;
