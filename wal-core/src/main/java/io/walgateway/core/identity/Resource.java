package io.walgateway.core.identity;

import java.util.List;
import java.util.Optional;

/** What a request is about. */
public sealed interface Resource {

    /**
     * A namespace.
     *
     * @param shard   empty: there is no such namespace, or its shard is unknown
     * @param writers may append; empty: the document names none
     * @param readers may read; empty: the document names none
     */
    record Namespace(
            String name, Optional<String> shard, List<PrincipalPattern> writers, List<PrincipalPattern> readers)
            implements Resource {
        public Namespace {
            writers = List.copyOf(writers);
            readers = List.copyOf(readers);
        }

        /** A namespace that does not exist yet, in the shard in which it would be. */
        public static Namespace absent(String name, Optional<String> shard) {
            return new Namespace(name, shard, List.of(), List.of());
        }

        @Override
        public String toString() {
            return "namespace " + name;
        }
    }

    /** Several namespaces, or the deployment itself. */
    record Within(Scope scope) implements Resource {
        @Override
        public String toString() {
            return scope.toString();
        }
    }

    /** A writer group. */
    record WriterGroup() implements Resource {
        @Override
        public String toString() {
            return "this writer group";
        }
    }
}
