package io.walgateway.plugin.kafka.append;

import io.walgateway.plugin.kafka.cluster.SendEvidence;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** A producer and the counts of what it has sent. A session whose producer is broken for good is replaced. */
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

    /** The number of rounds that the producer has ended; each ends when it has looked for answers. */
    double rounds() {
        return value(producer.metrics().get(rounds));
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    /** Marks what the producer has sent to the topic so far. Take the mark before handing a record over. */
    Mark mark(String topic) {
        TopicMeter known = meters.get(topic);
        TopicMeter meter = known == null ? meters.computeIfAbsent(topic, TopicMeter::new) : known;
        return new Mark(meter, meter.sent(), meter.repeated());
    }

    /** The counts of a topic at one moment. */
    record Mark(TopicMeter meter, double sent, double repeated) {

        /**
         * What was sent since the mark. The producer counts a batch before its request leaves, so every batch that has
         * left is counted. It may still be about to send a batch that it has already failed, see
         * {@link UnresolvedSends}.
         */
        SendEvidence trail() {
            if (meter.sent() == sent) {
                return SendEvidence.NOTHING_SENT;
            }
            return meter.repeated() == repeated ? SendEvidence.SENT_ONCE : SendEvidence.SENT_AGAIN;
        }
    }

    /** Reads the producer's own metrics of a topic, which exist from the first send to the topic on. */
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

        /** The metric is kept once found, because a look-up takes longer than a read. */
        private @Nullable Metric find(MetricName name) {
            return producer.metrics().get(name);
        }
    }

    private static double value(@Nullable Metric metric) {
        return metric == null ? 0 : (double) metric.metricValue();
    }
}
