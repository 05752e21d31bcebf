@NullMarked
package io.walgateway.benchmarks;

import org.jspecify.annotations.NullMarked;
