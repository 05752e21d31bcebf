/** Commands that call a Key-Value service. */
@NullMarked
package io.walgateway.cli.kv;

import org.jspecify.annotations.NullMarked;
