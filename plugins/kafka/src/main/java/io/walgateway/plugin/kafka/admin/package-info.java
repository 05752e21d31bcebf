@NullMarked
package io.walgateway.plugin.kafka.admin;

import org.jspecify.annotations.NullMarked;
