package io.walgateway.client.kafka;

import com.google.protobuf.ByteString;
import io.walgateway.client.Write;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Converts records into writes to the log, from which a Kafka target makes the records again. */
record HandOver<K, V>(String namespace, RetryPolicy policy, Serializer<K> keys, Serializer<V> values) {

    /** A record that could not be sent. */
    Write of(ProducerRecord<K, V> record, Throwable failure) {
        KafkaTarget.Builder target = target(record.topic());
        RetryHeaders.copy(record.headers(), target);
        target.addHeaders(RetryHeaders.error(failure));
        byte[] key = keys.serialize(record.topic(), record.headers(), record.key());
        byte[] value = values.serialize(record.topic(), record.headers(), record.value());
        return write(
                target,
                key,
                value,
                RetryHeaders.writeTime(record.headers(), record.timestamp()),
                policy.backoff(1),
                policy.jitter());
    }

    /** A record whose handling failed, to be handled again. */
    Write again(ConsumerRecord<K, V> record, int failures, Throwable failure) {
        String topic = policy.retryTopic().orElse(record.topic());
        return consumed(topic, record, failures, failure, policy.backoff(failures), policy.jitter());
    }

    /** A record whose last attempt failed. */
    Write deadLetter(String topic, ConsumerRecord<K, V> record, int failures, Throwable failure) {
        return consumed(topic, record, failures, failure, Duration.ZERO, 0);
    }

    private Write consumed(
            String topic, ConsumerRecord<K, V> record, int failures, Throwable failure, Duration delay, double jitter) {
        String origin = record.topic() + "/" + record.partition() + "@" + record.offset();
        KafkaTarget.Builder target = target(topic);
        RetryHeaders.copy(record.headers(), target);
        target.addHeaders(RetryHeaders.of(RetryHeaders.ATTEMPTS, Integer.toString(failures)))
                .addHeaders(RetryHeaders.of(RetryHeaders.ORIGIN, origin))
                .addHeaders(RetryHeaders.error(failure));
        byte[] key = keys.serialize(record.topic(), record.headers(), record.key());
        byte[] value = values.serialize(record.topic(), record.headers(), record.value());
        // A consumer that dies before its commit reads the record again and hands it over again, as the same message.
        String token = shortened("retry " + topic + " " + origin);
        return write(target, key, value, RetryHeaders.writeTime(record.headers(), record.timestamp()), delay, jitter)
                .idempotencyToken(token);
    }

    private KafkaTarget.Builder target(String topic) {
        return KafkaTarget.newBuilder().setTopic(topic).setCluster(policy.cluster());
    }

    private Write write(
            KafkaTarget.Builder target,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Optional<Instant> writeTime,
            Duration delay,
            double jitter) {
        Lifecycle.Builder lifecycle = Lifecycle.newBuilder()
                .setDelay(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(delay.getSeconds())
                        .setNanos(delay.getNano()))
                .setDelayRandom(com.google.protobuf.Duration.getDefaultInstance())
                .setDelayJitter(jitter);
        writeTime.ifPresent(time -> lifecycle
                .getWriteTimeBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano()));
        WriteToLogRequest.Builder request =
                WriteToLogRequest.newBuilder().setNamespace(namespace).setLifecycle(lifecycle);
        if (key != null) {
            request.setOrderingKey(ByteString.copyFrom(key));
        }
        if (value == null) {
            target.setTombstone(true);
        } else {
            request.setPayload(ByteString.copyFrom(value));
        }
        return Write.of(request.setTarget(Target.newBuilder().setKafka(target)).build());
    }

    /** Topics have up to 249 characters, tokens up to 256; the end tells records apart. */
    private static String shortened(String token) {
        return token.length() <= 256 ? token : token.substring(token.length() - 256);
    }
}
