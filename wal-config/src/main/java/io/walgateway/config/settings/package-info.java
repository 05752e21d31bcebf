/** The settings of a process: a YAML file and single settings that override it, as flat dotted keys. */
@NullMarked
package io.walgateway.config.settings;

import org.jspecify.annotations.NullMarked;
