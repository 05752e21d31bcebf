/** Durable storage of type {@code kv}: namespaces of a Key-Value service. */
@NullMarked
package io.walgateway.plugin.kv;

import org.jspecify.annotations.NullMarked;
