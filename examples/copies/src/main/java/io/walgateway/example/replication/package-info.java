/** Writes in one region, and how long each takes to the others. */
@NullMarked
package io.walgateway.example.replication;

import org.jspecify.annotations.NullMarked;
