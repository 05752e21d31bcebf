@NullMarked
package io.walgateway.plugin.sqs.read;

import org.jspecify.annotations.NullMarked;
