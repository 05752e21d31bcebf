@NullMarked
package io.walgateway.consumer.batch;

import org.jspecify.annotations.NullMarked;
