@NullMarked
package io.walgateway.testkit.fake.target;

import org.jspecify.annotations.NullMarked;
