/** Where processes get their namespaces from, and how they follow changes. */
@NullMarked
package io.walgateway.config.catalog;

import org.jspecify.annotations.NullMarked;
