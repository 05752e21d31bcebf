package io.walgateway.example.keyvalue.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.cluster.Cassandra;
import io.walgateway.example.keyvalue.cluster.CassandraSettings;
import io.walgateway.proto.kv.v1.StagedValue;
import io.walgateway.proto.kv.v1.StoredItem;
import io.walgateway.testkit.component.CassandraEndpoint;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sweeps as if it was later. */
class ChunkSweeperIT {
    private static final String NAMESPACE = "large";
    private static final ByteString VALUE = ByteString.copyFrom(new byte[600_000]);

    private final CassandraEndpoint endpoint = Components.cassandra();
    private final Cassandra cassandra = new Cassandra(new CassandraSettings(
            List.of(endpoint.contactPoint()),
            Optional.of(endpoint.localDatacenter()),
            Components.uniqueName("kv"),
            "{'class': 'SimpleStrategy', 'replication_factor': 1}"));
    private final Tables tables = new Tables(cassandra, InstantSource.system());
    private final Tables.Of large = tables.of(NAMESPACE).join();

    @AfterEach
    void close() {
        cassandra.close();
    }

    @Test
    void shouldRemoveTheChunksOfReplacedAndAbandonedValuesAndNoOthers() {
        StagedValue kept = stage("kept", 1_000);
        put("kept", 1_000, StoredItem.newBuilder().setStaged(kept).build());
        StagedValue replaced = stage("replaced", 1_000);
        put("replaced", 1_000, StoredItem.newBuilder().setStaged(replaced).build());
        put("replaced", 2_000, StoredItem.newBuilder().setValue(VALUE).build());
        StagedValue unfinished = stage("unfinished", 1_000);

        sweepAfter(Duration.ofMinutes(30));
        assertThat(read("replaced", replaced)).contains(VALUE);

        sweepAfter(Duration.ofHours(2));
        assertThat(read("replaced", replaced)).isEmpty();
        assertThat(read("unfinished", unfinished)).contains(VALUE);
        assertThat(read("kept", kept)).contains(VALUE);

        sweepAfter(Duration.ofDays(31));
        assertThat(read("unfinished", unfinished)).isEmpty();
        assertThat(read("kept", kept)).contains(VALUE);
    }

    private StagedValue stage(String id, long micros) {
        return large.chunks()
                .stage(new ChunkTable.Place(id, key(id), micros + "-token"), VALUE)
                .join();
    }

    private void put(String id, long micros, StoredItem item) {
        large.items()
                .put(id, List.of(new NewItem(key(id), item, Optional.empty())), micros)
                .join();
    }

    private Optional<ByteString> read(String id, StagedValue staged) {
        return large.chunks().read(id, key(id), staged).join();
    }

    private void sweepAfter(Duration time) {
        InstantSource system = InstantSource.system();
        try (ChunkSweeper sweeper = new ChunkSweeper(
                tables, List.of(NAMESPACE), () -> system.instant().plus(time))) {
            sweeper.sweep();
        }
    }

    private static ByteString key(String id) {
        return ByteString.copyFromUtf8(id);
    }
}
