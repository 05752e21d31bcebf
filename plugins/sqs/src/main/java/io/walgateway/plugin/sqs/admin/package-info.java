@NullMarked
package io.walgateway.plugin.sqs.admin;

import org.jspecify.annotations.NullMarked;
