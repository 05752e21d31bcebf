@NullMarked
package io.walgateway.plugin.sqs.cluster;

import org.jspecify.annotations.NullMarked;
