package io.walgateway.config.catalog;

/** What the control plane says about one namespace. */
sealed interface Change {
    String name();

    /**
     * The namespace is like this now.
     *
     * @param document JSON
     */
    record Put(String name, long revision, String shard, String document) implements Change {}

    /** The namespace is gone. */
    record Deleted(String name) implements Change {}
}
