/** Secondary indices: which entries an item has, how they are kept in step with it, and how they are read. */
@NullMarked
package io.walgateway.example.keyvalue.index;

import org.jspecify.annotations.NullMarked;
