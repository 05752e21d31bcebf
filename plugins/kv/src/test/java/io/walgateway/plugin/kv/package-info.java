@NullMarked
package io.walgateway.plugin.kv;

import org.jspecify.annotations.NullMarked;
