/**
 * Holds the documents against the code: what they name exists, what they show can be read, where they lead is there.
 * Needs no component and no build but its own.
 */
@NullMarked
package io.walgateway.it.docs;

import org.jspecify.annotations.NullMarked;
