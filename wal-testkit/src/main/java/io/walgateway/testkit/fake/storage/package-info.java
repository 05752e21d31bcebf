@NullMarked
package io.walgateway.testkit.fake.storage;

import org.jspecify.annotations.NullMarked;
