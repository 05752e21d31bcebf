/**
 * The command line for operators. It talks REST to the control plane and gRPC to the server, through their public
 * interfaces.
 */
@NullMarked
package io.walgateway.cli;

import org.jspecify.annotations.NullMarked;
