/** The local stack, as an application sees it. */
@NullMarked
package io.walgateway.example.stack;

import org.jspecify.annotations.NullMarked;
