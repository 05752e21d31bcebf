/** Certificates, keys and trust bundles in PEM files: read, checked, and exchanged while connections are made from them. */
@NullMarked
package io.walgateway.core.tls;

import org.jspecify.annotations.NullMarked;
