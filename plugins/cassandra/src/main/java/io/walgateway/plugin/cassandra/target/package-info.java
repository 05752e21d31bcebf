@NullMarked
package io.walgateway.plugin.cassandra.target;

import org.jspecify.annotations.NullMarked;
