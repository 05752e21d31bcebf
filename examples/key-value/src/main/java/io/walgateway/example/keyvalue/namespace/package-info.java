/** Which namespaces there are, and what each of them allows. */
@NullMarked
package io.walgateway.example.keyvalue.namespace;

import org.jspecify.annotations.NullMarked;
