/** The checker, checked: each kind of violation is found, and nothing else is. */
@NullMarked
package io.walgateway.it.history;

import org.jspecify.annotations.NullMarked;
