package io.walgateway.client.kafka;

import io.walgateway.client.WalClient;
import io.walgateway.client.WalStream;
import io.walgateway.client.WriteReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.jspecify.annotations.Nullable;

/** See {@link WalRetry#onProduceFailure}. */
final class RetryingProducer<K, V> implements Producer<K, V> {
    private final Producer<K, V> producer;
    /** Blocks Kafka's own thread while too many writes are unanswered, and thereby the senders. */
    private final WalStream log;

    private final HandOver<K, V> handOver;
    /** Limited by Kafka's buffer and the stream's limits. */
    private final Set<Sending<K, V>> open = ConcurrentHashMap.newKeySet();

    /** A record that waits for Kafka or the gateway. Not a Java record, because each instance is distinct. */
    private static final class Sending<K, V> {
        private final ProducerRecord<K, V> record;
        private final @Nullable Callback callback;
        private final CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();

        Sending(ProducerRecord<K, V> record, @Nullable Callback callback) {
            this.record = record;
            this.callback = callback;
        }
    }

    RetryingProducer(Producer<K, V> producer, WalClient client, HandOver<K, V> handOver) {
        this.producer = producer;
        this.log = client.openStream();
        this.handOver = handOver;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record) {
        return send(record, null);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record, @Nullable Callback callback) {
        Sending<K, V> sending = new Sending<>(record, callback);
        open.add(sending);
        try {
            producer.send(record, (metadata, failure) -> answered(sending, metadata, failure));
        } catch (RuntimeException e) {
            open.remove(sending);
            throw e;
        }
        return sending.sent;
    }

    private void answered(Sending<K, V> sending, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null || isNobodysToSend(failure)) {
            settle(sending, metadata, failure);
            return;
        }
        try {
            log.append(handOver.of(sending.record, failure))
                    .thenAccept(receipt -> handedOver(sending, receipt, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            handedOver(sending, new WriteReceipt.NotDurable("interrupted"), failure);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            settle(sending, metadata, failure);
        }
    }

    private void handedOver(Sending<K, V> sending, WriteReceipt receipt, Exception failure) {
        String topic = sending.record.topic();
        RecordMetadata nowhereYet =
                new RecordMetadata(new TopicPartition(topic, RecordMetadata.UNKNOWN_PARTITION), -1, -1, -1, -1, -1);
        settle(
                sending,
                nowhereYet,
                receipt.isDurable() ? null : new HandOverException("a record for " + topic, receipt, failure));
    }

    /** Calls the callback first, as Kafka does. */
    private void settle(Sending<K, V> sending, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        try {
            if (sending.callback != null) {
                sending.callback.onCompletion(metadata, failure);
            }
        } finally {
            open.remove(sending);
            if (failure == null) {
                sending.sent.complete(metadata);
            } else {
                sending.sent.completeExceptionally(failure);
            }
        }
    }

    private static boolean isNobodysToSend(Exception failure) {
        return failure instanceof SerializationException
                || failure instanceof ProducerFencedException
                || failure instanceof InvalidProducerEpochException
                || failure instanceof FencedInstanceIdException
                || failure instanceof IllegalStateException;
    }

    /** Waits for Kafka, and then for the gateway, which answers within the client's deadline. */
    @Override
    public void flush() {
        List<Sending<K, V>> before = List.copyOf(open);
        producer.flush();
        before.forEach(sending -> sending.sent.handle((_, _) -> true).join());
    }

    @Override
    public void close() {
        producer.close();
        log.close();
    }

    @Override
    public void close(Duration atMost) {
        producer.close(atMost);
        log.close();
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return producer.partitionsFor(topic);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return producer.metrics();
    }

    @Override
    public Uuid clientInstanceId(Duration atMost) {
        return producer.clientInstanceId(atMost);
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {
        producer.registerMetricForSubscription(metric);
    }

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {
        producer.unregisterMetricFromSubscription(metric);
    }

    @Override
    public void initTransactions() {
        throw noTransactions();
    }

    @Override
    public void beginTransaction() {
        throw noTransactions();
    }

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        throw noTransactions();
    }

    @Override
    public void commitTransaction() {
        throw noTransactions();
    }

    @Override
    public void abortTransaction() {
        throw noTransactions();
    }

    private static UnsupportedOperationException noTransactions() {
        return new UnsupportedOperationException(
                "Expected a producer without transactions, because what the gateway delivers later is in none");
    }
}
