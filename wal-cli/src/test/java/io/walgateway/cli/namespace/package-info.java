@NullMarked
package io.walgateway.cli.namespace;

import org.jspecify.annotations.NullMarked;
