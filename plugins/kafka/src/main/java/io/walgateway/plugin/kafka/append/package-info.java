@NullMarked
package io.walgateway.plugin.kafka.append;

import org.jspecify.annotations.NullMarked;
