@NullMarked
package io.walgateway.plugin.kafka.read;

import org.jspecify.annotations.NullMarked;
