@NullMarked
package io.walgateway.plugin.cassandra.row;

import org.jspecify.annotations.NullMarked;
