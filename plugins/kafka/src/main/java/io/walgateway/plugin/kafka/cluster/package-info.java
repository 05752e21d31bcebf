@NullMarked
package io.walgateway.plugin.kafka.cluster;

import org.jspecify.annotations.NullMarked;
