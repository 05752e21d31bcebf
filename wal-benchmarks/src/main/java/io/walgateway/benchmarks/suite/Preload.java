package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.session.Session;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.MessageIds;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with records as the gateway's server would have appended them. */
final class Preload {
    static final int KEYS = 10_000;
    private static final int PAYLOAD_BYTES = 1024;
    private static final long SEED = 11;

    private final Session session;
    private final InstantSource clock;
    private final MessageIds ids;
    private final Bytes payload;

    Preload(Session session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
        SplittableRandom random = new SplittableRandom(SEED);
        ids = new MessageIds(clock, random);
        byte[] bytes = new byte[PAYLOAD_BYTES];
        random.nextBytes(bytes);
        payload = Bytes.wrap(bytes);
    }

    /** Creates the topic and the topic of its dead letters. Keys take turns: {@code key-0}, {@code key-1} and so on. */
    void fill(String topic, long records) {
        session.progress().accept("filling the topic %s with %,d records".formatted(topic, records));
        session.bench().topics().create(topic, topic + Documents.DEAD_LETTERS);
        try (var producer = new KafkaProducer<byte[], byte[]>(producer())) {
            for (long record = 0; record < records; record++) {
                Bytes key = Bytes.utf8("key-" + record % KEYS);
                byte[] envelope = EnvelopeCodec.encode(message(topic, key)).unsafeArray();
                producer.send(new ProducerRecord<>(topic, key.unsafeArray(), envelope));
            }
        }
    }

    private Map<String, Object> producer() {
        return Map.of(
                "bootstrap.servers",
                session.bench().bootstrapServers(),
                "acks",
                "all",
                "linger.ms",
                5,
                "batch.size",
                128 << 10,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
    }

    private Message message(String namespace, Bytes key) {
        var now = clock.instant();
        return new Message(
                ids.next(),
                namespace,
                new Message.Inline(payload),
                Message.Routing.toAll(key),
                new Message.Lifecycle(now, now, now, Optional.empty()),
                0,
                1,
                Message.Provenance.NONE,
                Message.Priority.NORMAL);
    }
}
