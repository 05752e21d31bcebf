/** TLS of the ports of a process: certificates that follow their files, and connections that outlive a trust bundle. */
@NullMarked
package io.walgateway.runtime.tls;

import org.jspecify.annotations.NullMarked;
