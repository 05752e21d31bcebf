/** Text from outside, on its way to people. */
@NullMarked
package io.walgateway.core.text;

import org.jspecify.annotations.NullMarked;
