@NullMarked
package io.walgateway.cli;

import org.jspecify.annotations.NullMarked;
