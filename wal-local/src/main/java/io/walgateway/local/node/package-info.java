/** Programs of tests that run on Node. */
@NullMarked
package io.walgateway.local.node;

import org.jspecify.annotations.NullMarked;
