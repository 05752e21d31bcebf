@NullMarked
package io.walgateway.plugin.kafka.target;

import org.jspecify.annotations.NullMarked;
