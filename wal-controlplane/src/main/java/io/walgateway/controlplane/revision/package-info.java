/** What was changed when by whom, under which conditions a change is made, and why one is refused. */
@NullMarked
package io.walgateway.controlplane.revision;

import org.jspecify.annotations.NullMarked;
