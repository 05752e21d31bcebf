package io.walgateway.plugin.kafka.append;

import io.walgateway.plugin.kafka.cluster.SendEvidence;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** A producer, and what it has sent so far. Replaced by another one when it has broken down for good. */
final class ProducerSession {
    private final Producer<byte[], byte[]> producer;
    private final String clientId;
    private final MetricName rounds;
    private final UnresolvedSends undecided;
    private final Map<String, TopicMeter> meters = new ConcurrentHashMap<>();

    ProducerSession(Producer<byte[], byte[]> producer, String clientId, ClusterProducer cluster) {
        this.producer = producer;
        this.clientId = clientId;
        this.rounds = new MetricName("select-total", "producer-metrics", "", Map.of("client-id", clientId));
        this.undecided = new UnresolvedSends(cluster, this::rounds);
    }

    UnresolvedSends undecided() {
        return undecided;
    }

    /** How often the producer has looked for answers, which ends each of its rounds. */
    double rounds() {
        return value(producer.metrics().get(rounds));
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    /** What the producer has sent to the topic up to now. To be taken before a record is handed to it. */
    Mark mark(String topic) {
        TopicMeter known = meters.get(topic);
        TopicMeter meter = known == null ? meters.computeIfAbsent(topic, TopicMeter::new) : known;
        return new Mark(meter, meter.sent(), meter.repeated());
    }

    /** A moment in the life of a topic. */
    record Mark(TopicMeter meter, double sent, double repeated) {

        /**
         * What was sent since. The producer counts a batch before its request leaves, so whatever has left is counted;
         * but it may still be about to send what it has failed already, see {@link UnresolvedSends}.
         */
        SendEvidence trail() {
            if (meter.sent() == sent) {
                return SendEvidence.NOTHING_SENT;
            }
            return meter.repeated() == repeated ? SendEvidence.SENT_ONCE : SendEvidence.SENT_AGAIN;
        }
    }

    /** Reads the producer's own metrics of a topic, which come into being when it first sends to it, and then stay. */
    final class TopicMeter {
        private final MetricName sentName;
        private final MetricName repeatedName;
        private @Nullable Metric sent;
        private @Nullable Metric repeated;

        private TopicMeter(String topic) {
            Map<String, String> tags = Map.of("client-id", clientId, "topic", topic);
            sentName = new MetricName("record-send-total", "producer-topic-metrics", "", tags);
            repeatedName = new MetricName("record-retry-total", "producer-topic-metrics", "", tags);
        }

        double sent() {
            sent = sent == null ? find(sentName) : sent;
            return value(sent);
        }

        double repeated() {
            repeated = repeated == null ? find(repeatedName) : repeated;
            return value(repeated);
        }

        /** Kept when found, because looking it up takes longer than reading it. */
        private @Nullable Metric find(MetricName name) {
            return producer.metrics().get(name);
        }
    }

    private static double value(@Nullable Metric metric) {
        return metric == null ? 0 : (double) metric.metricValue();
    }
}
