@NullMarked
package io.walgateway.local.dynamodb;

import org.jspecify.annotations.NullMarked;
