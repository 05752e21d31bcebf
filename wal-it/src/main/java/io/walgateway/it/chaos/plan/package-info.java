@NullMarked
package io.walgateway.it.chaos.plan;

import org.jspecify.annotations.NullMarked;
