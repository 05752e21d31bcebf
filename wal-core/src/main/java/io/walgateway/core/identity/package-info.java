/** Callers, and the rules that say what each of them may do. Pure. */
@NullMarked
package io.walgateway.core.identity;

import org.jspecify.annotations.NullMarked;
