/** Writes to the log from Java: {@link io.walgateway.client.WalClient}. */
@NullMarked
package io.walgateway.client;

import org.jspecify.annotations.NullMarked;
