@NullMarked
package io.walgateway.consumer.set;

import org.jspecify.annotations.NullMarked;
