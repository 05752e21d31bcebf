/** What requests may contain: pure rules, each of which refuses by field, value and expectation. */
@NullMarked
package io.walgateway.example.keyvalue.request;

import org.jspecify.annotations.NullMarked;
