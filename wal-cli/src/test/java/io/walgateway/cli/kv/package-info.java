@NullMarked
package io.walgateway.cli.kv;

import org.jspecify.annotations.NullMarked;
