/** Two stores that agree, whatever dies in between. */
@NullMarked
package io.walgateway.example.entropy;

import org.jspecify.annotations.NullMarked;
