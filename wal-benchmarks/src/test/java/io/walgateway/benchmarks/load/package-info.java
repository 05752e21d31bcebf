@NullMarked
package io.walgateway.benchmarks.load;

import org.jspecify.annotations.NullMarked;
