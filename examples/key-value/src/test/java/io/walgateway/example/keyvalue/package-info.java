@NullMarked
package io.walgateway.example.keyvalue;

import org.jspecify.annotations.NullMarked;
