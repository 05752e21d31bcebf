@NullMarked
package io.walgateway.config.document.node;

import org.jspecify.annotations.NullMarked;
