package io.walgateway.example.keyvalue.mutate;

import java.util.List;

/**
 * How the service reaches the gateway, and how the gateway reaches the service.
 *
 * @param addresses     of the gateway's servers, at least one
 * @param namespace     the namespace of the gateway that carries mutation sets; it has no target of its own
 * @param targetAddress of this service, as the gateway's consumers reach it; may stand for several processes
 */
public record LogSettings(List<String> addresses, String namespace, String targetAddress) {
    public LogSettings {
        addresses = List.copyOf(addresses);
    }
}
