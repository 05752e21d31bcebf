/** The one client of the administrative REST interface. */
@NullMarked
package io.walgateway.cli.rest;

import org.jspecify.annotations.NullMarked;
