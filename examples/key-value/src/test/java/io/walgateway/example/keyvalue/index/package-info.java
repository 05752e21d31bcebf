@NullMarked
package io.walgateway.example.keyvalue.index;

import org.jspecify.annotations.NullMarked;
