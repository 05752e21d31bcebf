/** HTTP: requests to calls, results to representations, refusals to problems. */
@NullMarked
package io.walgateway.controlplane.rest;

import org.jspecify.annotations.NullMarked;
