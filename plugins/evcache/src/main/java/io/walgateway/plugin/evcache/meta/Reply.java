package io.walgateway.plugin.evcache.meta;

/** How a request ended. */
public sealed interface Reply {

    /** The node answered. */
    record Answered(MetaAnswer answer) implements Reply {}

    /** It is certain that the node did not get the request. */
    record NotSent(String why) implements Reply {}

    /** The request was not sent because too many others are under way. */
    record Full(String why) implements Reply {}

    /** The node may or may not have carried out the request. */
    record Lost(String why) implements Reply {}
}
