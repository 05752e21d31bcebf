/** Who may do what at the control plane: roles that administrators bind while it runs. */
@NullMarked
package io.walgateway.controlplane.access;

import org.jspecify.annotations.NullMarked;
