@NullMarked
package io.walgateway.standalone.command;

import org.jspecify.annotations.NullMarked;
