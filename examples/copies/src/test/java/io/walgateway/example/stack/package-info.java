@NullMarked
package io.walgateway.example.stack;

import org.jspecify.annotations.NullMarked;
