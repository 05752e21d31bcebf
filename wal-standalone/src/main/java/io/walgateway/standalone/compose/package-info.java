/**
 * Checks docker-compose.yml and the Dockerfile: without an engine against the code that they start, and with an engine
 * by starting it.
 */
@NullMarked
package io.walgateway.standalone.compose;

import org.jspecify.annotations.NullMarked;
