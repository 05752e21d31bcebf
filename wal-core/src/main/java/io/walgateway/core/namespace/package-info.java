/** A namespace's configuration as the data plane sees it; every value that exists is valid. */
@NullMarked
package io.walgateway.core.namespace;

import org.jspecify.annotations.NullMarked;
