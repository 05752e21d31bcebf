/** What travels: one write and all that its delivery needs to know. */
@NullMarked
package io.walgateway.core.message;

import org.jspecify.annotations.NullMarked;
