@NullMarked
package io.walgateway.plugin.http.target;

import org.jspecify.annotations.NullMarked;
