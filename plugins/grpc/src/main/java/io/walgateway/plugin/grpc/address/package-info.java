/** Addresses of targets: the properties of a document or a request, read and checked. */
@NullMarked
package io.walgateway.plugin.grpc.address;

import org.jspecify.annotations.NullMarked;
