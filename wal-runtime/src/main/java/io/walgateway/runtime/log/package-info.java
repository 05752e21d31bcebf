/** The lines of a process's log, as {@code logback-base.xml} configures them. */
@NullMarked
package io.walgateway.runtime.log;

import org.jspecify.annotations.NullMarked;
