package io.walgateway.controlplane.rest;

import io.walgateway.core.identity.Permission;

/** What a caller needs for a route. */
sealed interface RouteNeed {

    /** Nothing: descriptions of the interface are public. */
    record Nothing() implements RouteNeed {}

    /** The permission on the namespace in the path. */
    record OnNamespace(Permission permission) implements RouteNeed {}

    /** The permission on the shard in the query, or on everything if there is none. */
    record OnShard(Permission permission) implements RouteNeed {}

    /** The permission on everything. */
    record Everything(Permission permission) implements RouteNeed {}

    /**
     * The permission on what the body names, or on each item of the answer: only the route itself can decide.
     *
     * @param on for people
     */
    record Decided(Permission permission, String on) implements RouteNeed {}
}
