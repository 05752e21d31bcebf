@NullMarked
package io.walgateway.standalone.folder;

import org.jspecify.annotations.NullMarked;
