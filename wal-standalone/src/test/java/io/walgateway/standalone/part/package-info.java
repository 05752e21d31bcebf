@NullMarked
package io.walgateway.standalone.part;

import org.jspecify.annotations.NullMarked;
