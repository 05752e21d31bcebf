package io.walgateway.core.identity;

/** Where a role holds, and what a request without a namespace is about. */
public sealed interface Scope {

    /** Every namespace of every shard, and the deployment itself. */
    record All() implements Scope {
        @Override
        public String toString() {
            return "everything";
        }
    }

    /** The namespaces of one shard. */
    record Shard(String name) implements Scope {
        @Override
        public String toString() {
            return "shard " + name;
        }
    }

    /**
     * The namespaces whose names begin with a text, in any shard.
     *
     * @param text not empty; a whole name is the prefix of its own namespace, and of longer names
     */
    record Prefix(String text) implements Scope {
        @Override
        public String toString() {
            return "namespaces " + text + "*";
        }
    }

    /** True if everything within the other scope is within this one. */
    default boolean contains(Scope other) {
        return switch (this) {
            case All() -> true;
            case Shard _ -> equals(other);
            case Prefix(String text) -> other instanceof Prefix(String longer) && longer.startsWith(text);
        };
    }
}
