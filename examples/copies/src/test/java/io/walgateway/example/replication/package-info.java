@NullMarked
package io.walgateway.example.replication;

import org.jspecify.annotations.NullMarked;
