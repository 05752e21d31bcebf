/** DynamoDB as durable storage. */
@NullMarked
package io.walgateway.plugin.dynamodb;

import org.jspecify.annotations.NullMarked;
