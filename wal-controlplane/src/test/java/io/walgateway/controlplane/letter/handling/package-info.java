@NullMarked
package io.walgateway.controlplane.letter.handling;

import org.jspecify.annotations.NullMarked;
