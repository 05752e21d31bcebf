@NullMarked
package io.walgateway.example.entropy;

import org.jspecify.annotations.NullMarked;
