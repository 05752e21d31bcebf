@NullMarked
package io.walgateway.example.keyvalue.request;

import org.jspecify.annotations.NullMarked;
