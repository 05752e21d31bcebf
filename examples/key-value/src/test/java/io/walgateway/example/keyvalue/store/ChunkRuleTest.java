package io.walgateway.example.keyvalue.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.walgateway.proto.kv.v1.StagedValue;
import io.walgateway.proto.kv.v1.StoredItem;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChunkRuleTest {
    private static final String VERSION = "1000-token";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void shouldKeepTheChunksThatAnItemNamesForEver() {
        assertThat(ChunkRule.isKept(VERSION, MONTH.multipliedBy(99), row(1_000, VERSION)))
                .isTrue();
    }

    @Test
    void shouldRemoveAReplacedValueAfterAnHour() {
        assertThat(ChunkRule.isKept(VERSION, HOUR.minusSeconds(1), row(1_001, "1001-other")))
                .isTrue();
        assertThat(ChunkRule.isKept(VERSION, HOUR, row(1_001, "1001-other"))).isFalse();
        assertThat(ChunkRule.isKept(VERSION, HOUR, row(1_001, ""))).isFalse();
    }

    @Test
    void shouldKeepAValueThatMayStillBeCompletedForAMonth() {
        assertThat(ChunkRule.isKept(VERSION, MONTH.minusSeconds(1), Optional.empty()))
                .isTrue();
        assertThat(ChunkRule.isKept(VERSION, MONTH.minusSeconds(1), row(999, "")))
                .isTrue();
        assertThat(ChunkRule.isKept(VERSION, MONTH, Optional.empty())).isFalse();
        assertThat(ChunkRule.COMPLETED_WITHIN).isLessThan(ChunkRule.UNFINISHED_KEPT);
    }

    private static Optional<StoredRow> row(long micros, String version) {
        StoredItem item = StoredItem.newBuilder()
                .setStaged(StagedValue.newBuilder().setVersion(version))
                .build();
        return Optional.of(new StoredRow("id", ByteString.EMPTY, item, micros, Optional.empty()));
    }
}
