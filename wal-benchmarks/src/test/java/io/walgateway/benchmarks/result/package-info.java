@NullMarked
package io.walgateway.benchmarks.result;

import org.jspecify.annotations.NullMarked;
