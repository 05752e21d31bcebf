@NullMarked
package io.walgateway.core.watermark;

import org.jspecify.annotations.NullMarked;
