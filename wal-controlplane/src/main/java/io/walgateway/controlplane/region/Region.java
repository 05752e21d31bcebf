package io.walgateway.controlplane.region;

import io.walgateway.core.plugin.PluginContext;
import java.util.function.Function;

/**
 * A region whose queues this control plane administers.
 *
 * @param name     as the processes there have it as their {@code region}; empty text: the only region, which needs no
 *                 name
 * @param contexts the context for each type of plugin
 */
public record Region(String name, Function<String, PluginContext> contexts) {

    /** The only region of a control plane whose settings name none. */
    public static Region unnamed(Function<String, PluginContext> contexts) {
        return new Region("", contexts);
    }

    /** The name of something in this region, such as {@code kafka orders in eu-west-1}. */
    public String naming(String what) {
        return name.isEmpty() ? what : what + " in " + name;
    }
}
