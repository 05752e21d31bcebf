@NullMarked
package io.walgateway.controlplane.rest.request;

import org.jspecify.annotations.NullMarked;
