package io.walgateway.controlplane.rest;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All routes. */
final class RouteTable {

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Map<String, RouteNeed> needs = new TreeMap<>();
    private final Gate gate;

    RouteTable(Gate gate) {
        this.gate = gate;
    }

    RouteTable add(HandlerType method, String path, RouteNeed need, Handler handler) {
        endpoints.add(new Endpoint(method, path, gate.guarded(need, handler)));
        needs.put(method.name() + " " + path, need);
        return this;
    }

    /** The endpoints of the table; for every GET there is also a HEAD. */
    List<Endpoint> withHead() {
        List<Endpoint> all = new ArrayList<>(endpoints);
        endpoints.stream()
                .filter(endpoint -> endpoint.method.equals(HandlerType.GET))
                .forEach(endpoint -> all.add(new Endpoint(HandlerType.HEAD, endpoint.path, endpoint.handler)));
        return all;
    }

    /** What callers need, by method and path. */
    Map<String, RouteNeed> needs() {
        return Map.copyOf(needs);
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /** The methods that this path accepts; empty: there is no such path. */
    Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        for (Endpoint endpoint : withHead()) {
            if (Pattern.matches(endpoint.path.replaceAll("\\{[a-z]+}", "[^/]+"), path)) {
                methods.add(endpoint.method.name());
            }
        }
        return methods;
    }
}
