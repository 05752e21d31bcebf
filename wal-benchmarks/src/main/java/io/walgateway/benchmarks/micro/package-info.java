/** The hot paths alone, for JMH. */
@NullMarked
package io.walgateway.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
