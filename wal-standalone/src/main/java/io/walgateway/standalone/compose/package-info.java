/** Holds docker-compose.yml and the Dockerfile against what they start, without an engine; and with one, by starting it. */
@NullMarked
package io.walgateway.standalone.compose;

import org.jspecify.annotations.NullMarked;
