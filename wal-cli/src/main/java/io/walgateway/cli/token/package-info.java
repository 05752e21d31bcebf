/** Commands on static tokens. */
@NullMarked
package io.walgateway.cli.token;

import org.jspecify.annotations.NullMarked;
