@NullMarked
package io.walgateway.plugin.sqs.target;

import org.jspecify.annotations.NullMarked;
