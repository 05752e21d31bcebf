@NullMarked
package io.walgateway.cli.letters;

import org.jspecify.annotations.NullMarked;
