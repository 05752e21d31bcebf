/** The rules that keep the house in shape, one class a rule. They see what ships of every module. */
@NullMarked
package io.walgateway.it.arch;

import org.jspecify.annotations.NullMarked;
