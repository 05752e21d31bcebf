@NullMarked
package io.walgateway.standalone.control;

import org.jspecify.annotations.NullMarked;
