/** Amazon SQS and servers that speak its protocol, as queue and as target. */
@NullMarked
package io.walgateway.plugin.sqs;

import org.jspecify.annotations.NullMarked;
