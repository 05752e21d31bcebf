/**
 * Namespace documents: what people write to configure a namespace. Reading is lenient in the spelling of keys and
 * strict in everything else; all problems are reported at once, each with its JSON pointer.
 */
@NullMarked
package io.walgateway.config.document;

import org.jspecify.annotations.NullMarked;
