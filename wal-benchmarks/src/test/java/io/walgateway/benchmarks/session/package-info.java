@NullMarked
package io.walgateway.benchmarks.session;

import org.jspecify.annotations.NullMarked;
