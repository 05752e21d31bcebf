@NullMarked
package io.walgateway.plugin.cassandra.cluster;

import org.jspecify.annotations.NullMarked;
