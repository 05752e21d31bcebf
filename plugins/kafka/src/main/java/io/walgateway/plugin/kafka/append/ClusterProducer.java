package io.walgateway.plugin.kafka.append;

import io.walgateway.core.plugin.InFlightBytes;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import io.walgateway.plugin.kafka.cluster.SendFault;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to one cluster, with one producer for all of its topics. Records that one thread sends to one topic
 * reach the producer in the order of the calls. Safe for any number of threads; only {@link #close} blocks.
 */
public final class ClusterProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterProducer.class);

    private final ClusterSettings cluster;
    private final String clientId;
    private final Function<String, Producer<byte[], byte[]>> producers;
    private final InFlightBytes inFlight;
    private final Map<String, TopicLane> lanes = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile @Nullable ProducerSession session;

    ClusterProducer(ClusterSettings cluster, String clientId) {
        this(cluster, clientId, id -> new KafkaProducer<>(cluster.producer(id)));
    }

    /** Sends each record in a batch of its own. */
    static ClusterProducer oneByOne(ClusterSettings cluster, String clientId) {
        return new ClusterProducer(cluster, clientId, id -> new KafkaProducer<>(cluster.producerOfOneByOne(id)));
    }

    /** @param producers creates a producer with the given client id */
    ClusterProducer(ClusterSettings cluster, String clientId, Function<String, Producer<byte[], byte[]>> producers) {
        this.cluster = cluster;
        this.producers = producers;
        this.clientId = clientId;
        this.inFlight = new InFlightBytes(cluster.inFlightBytesMax());
    }

    /**
     * A send for a caller whose own deadline comes before the append time-out.
     *
     * @param result completes within the append time-out
     * @param unsent true as long as no batch is known to have left for the topic since the record was handed over
     */
    public record Sending(CompletableFuture<SendResult> result, BooleanSupplier unsent) {}

    /** The stage completes normally within the append time-out, and at once when too much is in flight. */
    public CompletableFuture<SendResult> send(ProducerRecord<byte[], byte[]> record, long cost) {
        return send(record, cost, Function.identity());
    }

    /** The same, with the result mapped to the caller's type. */
    public <R> CompletableFuture<R> send(
            ProducerRecord<byte[], byte[]> record, long cost, Function<SendResult, R> words) {
        return send(new PendingSend<>(record, words, () -> inFlight.release(cost)), cost, appendTimeout());
    }

    /**
     * The same for a caller that waits for a shorter time: a record that the producer does not have by then is
     * withdrawn, and certainly not written.
     */
    public Sending begin(ProducerRecord<byte[], byte[]> record, long cost, Duration limit) {
        PendingSend<SendResult> send = new PendingSend<>(record, Function.identity(), () -> inFlight.release(cost));
        Duration bounded = limit.compareTo(appendTimeout()) < 0 ? limit : appendTimeout();
        return new Sending(send(send, cost, bounded), send::isUnsent);
    }

    private <R> CompletableFuture<R> send(PendingSend<R> send, long cost, Duration limit) {
        if (isClosing()) {
            return send.refused(SendFault.CLOSED, "this process is closing");
        }
        if (!inFlight.tryHold(cost)) {
            return send.refused(SendFault.FULL, "too much in flight to " + this + ": " + inFlight);
        }
        String topic = send.record().topic();
        TopicLane lane = lane(topic);
        TopicLane.Sent sent = lane.send(send);
        while (sent == TopicLane.Sent.RETIRED) {
            lane = lane(topic);
            sent = lane.send(send);
        }
        TopicLane holder = lane;
        return sent == TopicLane.Sent.HANDED_OVER
                ? send.result()
                : send.answeredWithin(limit, () -> holder.neverHandedOver(limit));
    }

    /** Removes a retired lane. */
    void forget(String topic, TopicLane lane) {
        lanes.remove(topic, lane);
    }

    /** The number of topics that are known or being looked up. */
    int topics() {
        return lanes.size();
    }

    void warm(String topic) {
        lane(topic).warm();
    }

    /** The current producer; null: there is none yet. */
    @Nullable
    ProducerSession session() {
        return session;
    }

    /**
     * Returns the current producer, or creates one, which may block for a while to look up host names.
     *
     * @throws RuntimeException when it cannot be created
     */
    synchronized ProducerSession openSession() {
        ProducerSession existing = session;
        if (existing != null) {
            return existing;
        }
        if (isClosing()) {
            throw new IllegalStateException("this process is closing");
        }
        String id = clientId + "-" + sessions.incrementAndGet();
        ProducerSession opened = new ProducerSession(producers.apply(id), id, this);
        session = opened;
        return opened;
    }

    /** Drops the producer if the error has broken it for good; the next append gets a new one. */
    void replaceIfBroken(ProducerSession broken, Throwable error) {
        if (!SendFaults.endsProducer(error)) {
            return;
        }
        synchronized (this) {
            if (session != broken) {
                return;
            }
            session = null;
        }
        LOG.error("Expected {} to accept this producer, but it does not: {}", this, SendFaults.text(error));
        Thread.ofVirtual().start(() -> broken.producer().close(Duration.ZERO));
    }

    Duration appendTimeout() {
        return cluster.appendTimeout();
    }

    /** Waits at most this long; returns true as soon as this object is closing. */
    boolean awaitClosing(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        ProducerSession last;
        synchronized (this) {
            last = session;
        }
        if (last != null) {
            last.producer().close(appendTimeout());
        }
    }

    @Override
    public String toString() {
        return "Kafka cluster " + cluster.name() + " (" + cluster.servers() + ")";
    }

    private TopicLane lane(String topic) {
        TopicLane known = lanes.get(topic);
        return known == null ? lanes.computeIfAbsent(topic, name -> new TopicLane(name, this)) : known;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
