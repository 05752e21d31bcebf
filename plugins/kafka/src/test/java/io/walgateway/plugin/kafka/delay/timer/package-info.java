@NullMarked
package io.walgateway.plugin.kafka.delay.timer;

import org.jspecify.annotations.NullMarked;
