/**
 * The whole gateway on one machine, in one command: {@code UpCommand} starts the real components and the gateway's own
 * processes, and a supervisor watches them until {@code DownCommand}. With the small clients {@code WriteCommand} and
 * {@code ReadCommand}, a first try needs no other tools. {@code Stack} knows the order of starts; {@code DataFolder} knows where everything is
 * stored.
 */
@NullMarked
package io.walgateway.standalone;

import org.jspecify.annotations.NullMarked;
