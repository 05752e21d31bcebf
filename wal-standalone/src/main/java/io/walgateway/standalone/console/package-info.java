@NullMarked
package io.walgateway.standalone.console;

import org.jspecify.annotations.NullMarked;
