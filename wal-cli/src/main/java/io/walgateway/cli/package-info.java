/** The command line for operators; it speaks REST to the control plane and gRPC to the server, as anybody can. */
@NullMarked
package io.walgateway.cli;

import org.jspecify.annotations.NullMarked;
