@NullMarked
package io.walgateway.local.kafka;

import org.jspecify.annotations.NullMarked;
