/** Prepares text from outside for people to read. */
@NullMarked
package io.walgateway.core.text;

import org.jspecify.annotations.NullMarked;
