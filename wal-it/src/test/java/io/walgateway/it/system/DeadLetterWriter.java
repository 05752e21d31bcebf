package io.walgateway.it.system;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.walgateway.proto.v1.DeadLetter;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes dead letters by the thousand into a namespace's dead-letter topic, as consumers do. */
public final class DeadLetterWriter implements AutoCloseable {
    private static final Timestamp WRITTEN =
            Timestamp.newBuilder().setSeconds(1_700_000_000).build();

    private final KafkaProducer<byte[], byte[]> producer;
    private final String namespace;
    private int written;

    public DeadLetterWriter(String servers, String namespace) {
        this.namespace = namespace;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** So many that this target of the namespace gave up; their payloads are {@code letter 0} and so on */
    public void forTarget(String target, int count) {
        for (int i = 0; i < count; i++) {
            add(record().setDeadLetter(note(target)));
        }
        producer.flush();
    }

    /** So many that name a target of their own which no plugin serves: they are given up again whenever they are redriven. */
    public void forNobody(int count) {
        Target nobody = Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType("pigeon"))
                .build();
        for (int i = 0; i < count; i++) {
            add(record().setTarget(nobody).setDeadLetter(note("@request")));
        }
        producer.flush();
    }

    private LogRecord.Builder record() {
        UUID id = UUID.randomUUID();
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return LogRecord.newBuilder()
                .setMessageId(ByteString.copyFrom(bytes.flip()))
                .setNamespace(namespace)
                .setPayload(ByteString.copyFromUtf8("letter " + written))
                .setOrderingKey(ByteString.copyFromUtf8("key " + written % 100))
                .setWriteTime(WRITTEN)
                .setAppendTime(WRITTEN);
    }

    private DeadLetter note(String target) {
        return DeadLetter.newBuilder()
                .setTarget(target)
                .setReason(DeadLetterReason.DEAD_LETTER_REASON_REJECTED)
                .setLastError("the table has no column named colour" + (written % 10 == 0 ? ", nor size" : ""))
                .setAttempts(1)
                .setOrigin(namespace + "/0@" + written)
                .build();
    }

    private void add(LogRecord.Builder record) {
        producer.send(new ProducerRecord<>(
                namespace + "-dlq",
                record.getOrderingKey().toByteArray(),
                record.build().toByteArray()));
        written++;
    }

    @Override
    public void close() {
        producer.close();
    }
}
