/** Clients with their connections, and the credentials that they send. */
@NullMarked
package io.walgateway.plugin.http.connection;

import org.jspecify.annotations.NullMarked;
