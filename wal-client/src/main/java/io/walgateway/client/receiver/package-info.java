/** The receiving side of targets of the type {@code grpc}: an application that gets what was written to a namespace. */
@NullMarked
package io.walgateway.client.receiver;

import org.jspecify.annotations.NullMarked;
