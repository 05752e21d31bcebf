@NullMarked
package io.walgateway.local.sqs;

import org.jspecify.annotations.NullMarked;
