@NullMarked
package io.walgateway.plugin.http.address;

import org.jspecify.annotations.NullMarked;
