/** Output of commands, their failures, and tables. */
@NullMarked
package io.walgateway.cli.terminal;

import org.jspecify.annotations.NullMarked;
