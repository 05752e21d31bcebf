/** What was changed by whom and when, the preconditions of a change, and the reasons for a refusal. */
@NullMarked
package io.walgateway.controlplane.revision;

import org.jspecify.annotations.NullMarked;
