@NullMarked
package io.walgateway.controlplane.letter.imports;

import org.jspecify.annotations.NullMarked;
