/** The properties of a target's address: their rules, and the parts of a request that they make from a message. */
@NullMarked
package io.walgateway.plugin.http.address;

import org.jspecify.annotations.NullMarked;
