@NullMarked
package io.walgateway.consumer.writer;

import org.jspecify.annotations.NullMarked;
