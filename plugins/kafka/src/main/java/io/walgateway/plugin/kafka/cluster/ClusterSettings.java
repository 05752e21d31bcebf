package io.walgateway.plugin.kafka.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings of one cluster, and the properties of Kafka's clients that follow from them.
 *
 * @param name             the cluster's name in namespace documents
 * @param servers          {@code bootstrap.servers}
 * @param client           properties that the deployment sets itself; each client takes the ones it knows
 * @param appendTimeout    the longest time until an append has its answer
 * @param inFlightBytesMax the most bytes that appends to the cluster may hold at once
 */
public record ClusterSettings(
        String name, String servers, Map<String, String> client, Duration appendTimeout, long inFlightBytesMax) {
    /** The longest that Kafka may take to answer an administrative call. */
    static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(10);

    /** Larger than any default payload limit of a namespace, with room for the envelope. */
    public static final int RECORD_BYTES_MAX = 8 << 20;
    /** Room for the key, the headers and a dead letter's note. */
    private static final int AROUND_RECORD_BYTES = 64 << 10;

    /** {@link #RECORD_BYTES_MAX} with room for what a store keeps beside a record. */
    public static final int STORED_BYTES_MAX = RECORD_BYTES_MAX + (64 << 10);

    /**
     * The most that a partition's batch holds while a request to its broker is under way; eight times Kafka's default.
     */
    static final int BATCH_BYTES = 128 << 10;

    /** Properties on which the guarantees rest. */
    static final Set<String> FIXED = Set.of(
            "bootstrap.servers",
            "acks",
            "enable.idempotence",
            "retries",
            "transactional.id",
            "max.block.ms",
            "delivery.timeout.ms",
            "partitioner.class",
            "partitioner.ignore.keys",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "enable.auto.commit",
            "auto.offset.reset",
            "interceptor.classes",
            "client.id");

    public ClusterSettings {
        client = Map.copyOf(client);
    }

    /**
     * Properties of a producer. All in-sync replicas acknowledge an append. The client's own retries never duplicate or
     * reorder it. An append never blocks: a record that cannot be appended at once waits outside of the producer.
     */
    public Map<String, Object> producer(String clientId) {
        long timeout = appendTimeout.toMillis();
        Map<String, Object> properties = common(clientId);
        // A record never waits for others, only for the request before it: alone, it leaves at once, and under load a
        // batch grows to what arrives during one round trip.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD_BYTES_MAX);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * inFlightBytesMax + (32 << 20));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) (timeout * 3 / 5));
        // An idle topic must stay known, or its next append would have to wait.
        properties.put(
                ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
        override(properties, ProducerConfig.configNames());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return properties;
    }

    /** The same with each record in a batch of its own, so that an answer is about that record alone. */
    public Map<String, Object> producerOfOneByOne(String clientId) {
        Map<String, Object> properties = producer(clientId);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 0);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return properties;
    }

    /**
     * Properties of a consumer. Only the reader commits offsets, and it handles positions that Kafka no longer has.
     * Only committed transactions are read: the records of an aborted transaction never appear.
     */
    public Map<String, Object> consumer(String clientId, String group) {
        Map<String, Object> properties = common(clientId);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 << 20);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 60_000);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        override(properties, ConsumerConfig.configNames());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /** The largest record that fits into a request and a topic created here, with what Kafka and a dead letter add. */
    public int recordBytesMax() {
        String requestBytesMax = client.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        int bytes = requestBytesMax == null ? RECORD_BYTES_MAX : Integer.parseInt(requestBytesMax);
        return Math.max(0, Math.min(bytes, RECORD_BYTES_MAX) - AROUND_RECORD_BYTES);
    }

    /**
     * Kafka Streams' settings for the timers of a delay topic. A process that is killed and restarted within the
     * session time-out keeps its partitions without a rebalance; after that, other processes get them.
     */
    public Map<String, Object> timers(String application, String clientId, String member, Path directory) {
        Map<String, Object> properties = common(clientId);
        client.forEach(properties::put);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        properties.put(StreamsConfig.POLL_MS_CONFIG, 10);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
        properties.put(StreamsConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 << 20);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), member);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), 60_000);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG), true);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 16L << 20);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), STORED_BYTES_MAX);
        return properties;
    }

    public Map<String, Object> admin(String clientId) {
        return admin(clientId, ADMIN_TIMEOUT);
    }

    /**
     * Properties of an administrative client.
     *
     * @param patience the time limit of each call
     */
    public Map<String, Object> admin(String clientId, Duration patience) {
        Map<String, Object> properties = common(clientId);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(5_000, patience.toMillis()));
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        override(properties, AdminClientConfig.configNames());
        return properties;
    }

    private Map<String, Object> common(String clientId) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", servers);
        properties.put("client.id", clientId);
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", false);
        // Reconnects within a second of an outage's end, and logs at most one line a second until then.
        properties.put("reconnect.backoff.ms", 100);
        properties.put("reconnect.backoff.max.ms", 1_000);
        properties.put("socket.connection.setup.timeout.ms", 2_000);
        properties.put("socket.connection.setup.timeout.max.ms", 5_000);
        return properties;
    }

    private void override(Map<String, Object> properties, Set<String> known) {
        client.forEach((key, value) -> {
            if (known.contains(key)) {
                properties.put(key, value);
            }
        });
    }
}
