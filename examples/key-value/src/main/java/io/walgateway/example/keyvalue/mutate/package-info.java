/** Changes that go through the log: mutation sets, and deletions that are spread over time. */
@NullMarked
package io.walgateway.example.keyvalue.mutate;

import org.jspecify.annotations.NullMarked;
