@NullMarked
package io.walgateway.benchmarks.process;

import org.jspecify.annotations.NullMarked;
