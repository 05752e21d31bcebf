/** Access of plugins to servers of others: which hosts, with which credentials, from files that are read again. */
@NullMarked
package io.walgateway.core.access;

import org.jspecify.annotations.NullMarked;
