@NullMarked
package io.walgateway.example.keyvalue.store;

import org.jspecify.annotations.NullMarked;
