@NullMarked
package io.walgateway.plugin.sqs.append;

import org.jspecify.annotations.NullMarked;
