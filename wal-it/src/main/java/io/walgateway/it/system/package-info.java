/** Those who use and watch a gateway that runs: operators, readers of topics, and who asks Kafka how far consumers are. */
@NullMarked
package io.walgateway.it.system;

import org.jspecify.annotations.NullMarked;
