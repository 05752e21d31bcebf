@NullMarked
package io.walgateway.plugin.kafka.delay.report;

import org.jspecify.annotations.NullMarked;
