/** The bearer tokens by which a client proves who it is: {@link io.walgateway.client.token.TokenSource}. */
@NullMarked
package io.walgateway.client.token;

import org.jspecify.annotations.NullMarked;
