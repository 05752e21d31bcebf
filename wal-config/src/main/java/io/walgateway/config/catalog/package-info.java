/** Where processes have their namespaces from, and how they keep up with changes. */
@NullMarked
package io.walgateway.config.catalog;

import org.jspecify.annotations.NullMarked;
