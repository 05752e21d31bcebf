/** The gRPC service: one method for each call, and how much it has in hand at once. */
@NullMarked
package io.walgateway.example.keyvalue.service;

import org.jspecify.annotations.NullMarked;
