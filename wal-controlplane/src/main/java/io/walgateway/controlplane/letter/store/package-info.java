@NullMarked
package io.walgateway.controlplane.letter.store;

import org.jspecify.annotations.NullMarked;
