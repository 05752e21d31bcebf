@NullMarked
package io.walgateway.testkit.fake.queue;

import org.jspecify.annotations.NullMarked;
