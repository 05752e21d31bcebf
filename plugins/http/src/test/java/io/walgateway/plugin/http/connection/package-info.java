@NullMarked
package io.walgateway.plugin.http.connection;

import org.jspecify.annotations.NullMarked;
