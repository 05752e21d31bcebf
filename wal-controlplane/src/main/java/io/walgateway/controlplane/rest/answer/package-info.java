@NullMarked
package io.walgateway.controlplane.rest.answer;

import org.jspecify.annotations.NullMarked;
