@NullMarked
package io.walgateway.plugin.grpc.connection;

import org.jspecify.annotations.NullMarked;
