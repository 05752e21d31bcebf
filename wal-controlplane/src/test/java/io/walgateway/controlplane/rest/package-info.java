/** Tests of the parts that need nothing else. */
@NullMarked
package io.walgateway.controlplane.rest;

import org.jspecify.annotations.NullMarked;
