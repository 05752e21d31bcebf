/** What users do and what befalls them, played through on the real system. */
@NullMarked
package io.walgateway.it.scenario;

import org.jspecify.annotations.NullMarked;
