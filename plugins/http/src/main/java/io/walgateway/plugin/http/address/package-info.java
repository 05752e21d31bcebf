/** The properties of a target's address: what they may be, and what they make of a message. */
@NullMarked
package io.walgateway.plugin.http.address;

import org.jspecify.annotations.NullMarked;
