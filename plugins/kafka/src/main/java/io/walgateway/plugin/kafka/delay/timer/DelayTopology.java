package io.walgateway.plugin.kafka.delay.timer;

import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.Stores;

/** One source, one timer, one store. */
public final class DelayTopology {
    /** Accepts any timestamp and none: the timestamps of records do not matter here. */
    private static final TimestampExtractor ANY_TIME = (record, _) -> Math.max(0, record.timestamp());

    private DelayTopology() {}

    public static Topology of(DelayTopics topics, TimerWiring wiring) {
        var store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(DelayTopics.STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "held",
                        ANY_TIME,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.held())
                .addProcessor("timer", () -> new DelayTimer(wiring), "held")
                .addStateStore(store, "timer");
    }
}
