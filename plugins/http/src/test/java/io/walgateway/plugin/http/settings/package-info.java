@NullMarked
package io.walgateway.plugin.http.settings;

import org.jspecify.annotations.NullMarked;
