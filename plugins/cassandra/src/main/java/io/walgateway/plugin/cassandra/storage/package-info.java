@NullMarked
package io.walgateway.plugin.cassandra.storage;

import org.jspecify.annotations.NullMarked;
