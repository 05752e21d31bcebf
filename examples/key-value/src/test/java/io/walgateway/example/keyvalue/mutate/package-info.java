@NullMarked
package io.walgateway.example.keyvalue.mutate;

import org.jspecify.annotations.NullMarked;
