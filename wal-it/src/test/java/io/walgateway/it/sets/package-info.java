/** Tests of the simulation of mutation sets. */
@NullMarked
package io.walgateway.it.sets;

import org.jspecify.annotations.NullMarked;
