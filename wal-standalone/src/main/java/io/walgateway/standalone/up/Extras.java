package io.walgateway.standalone.up;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.core.text.NearestKey;
import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.standalone.part.Composition;
import io.walgateway.standalone.part.PartKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The components that a stack has beside those that every stack has. */
final class Extras {

    private Extras() {}

    /**
     * A stack without regions has Cassandra and ElasticMQ by default, one with regions has neither.
     *
     * @param with what the option names
     * @param say  told of what is left out because this machine lacks what it needs
     * @throws CliException if the option names no such component, or one that this machine cannot run
     */
    static Composition composition(List<String> regions, List<String> with, boolean noCassandra, Consumer<String> say) {
        Set<PartKind> kinds = EnumSet.noneOf(PartKind.class);
        with.forEach(name -> kinds.add(kind(name)));
        if (regions.isEmpty()) {
            kinds.add(PartKind.ELASTICMQ);
            kinds.add(PartKind.CASSANDRA);
        }
        if (noCassandra) {
            kinds.remove(PartKind.CASSANDRA);
        } else if (kinds.contains(PartKind.CASSANDRA) && !CassandraServer.isAvailable()) {
            say.accept("No JDK 17 was found, so Cassandra is left out (./wal doctor says how to get one).");
            kinds.remove(PartKind.CASSANDRA);
        }
        Composition composition = new Composition(regions, kinds);
        if (composition.has(PartKind.MEMCACHED) && !MemcachedServer.isAvailable()) {
            throw new CliException(
                    "memcached is not installed (expected: the program; Debian: apt-get install memcached)");
        }
        if (composition.has(PartKind.KEY_VALUE) && !composition.has(PartKind.CASSANDRA)) {
            throw CliException.misused(
                    "--with: key-value (expected: a stack with cassandra, where it keeps its items)");
        }
        return composition;
    }

    private static PartKind kind(String name) {
        List<String> known = Composition.OPTIONAL.stream().map(PartKind::text).toList();
        return Composition.OPTIONAL.stream()
                .filter(kind -> kind.text().equals(name))
                .findFirst()
                .orElseThrow(() -> CliException.misused("--with: %s (expected: one of %s)%s"
                        .formatted(
                                name,
                                String.join(", ", known),
                                NearestKey.of(name, known)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse(""))));
    }
}
