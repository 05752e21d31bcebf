/** Commands on messages that wait for their due time. */
@NullMarked
package io.walgateway.cli.delayed;

import org.jspecify.annotations.NullMarked;
