package io.walgateway.client.kafka;

import io.walgateway.client.WalClient;
import io.walgateway.client.Write;
import io.walgateway.client.WriteReceipt;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** See {@link WalRetry#onConsumeFailure}. */
record RetryingHandler<K, V>(RecordHandler<K, V> handler, WalClient client, HandOver<K, V> handOver)
        implements RecordHandler<K, V> {

    @Override
    public void handle(ConsumerRecord<K, V> record) throws Exception {
        try {
            handler.handle(record);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception failure) {
            int failures = RetryHeaders.attempts(record.headers()) + 1;
            write(record, failure, next(record, failures, failure).orElseThrow(() -> failure));
        }
    }

    /** Empty: the record is neither retried nor dead-lettered. */
    private Optional<Write> next(ConsumerRecord<K, V> record, int failures, Exception failure) {
        if (failures < handOver.policy().attemptsMax()) {
            return Optional.of(handOver.again(record, failures, failure));
        }
        return handOver.policy().deadLetterTopic().map(topic -> handOver.deadLetter(topic, record, failures, failure));
    }

    private void write(ConsumerRecord<K, V> record, Exception failure, Write write) throws InterruptedException {
        WriteReceipt receipt = client.writeAndWait(write);
        if (!receipt.isDurable()) {
            String place = record.topic() + "/" + record.partition() + "@" + record.offset();
            throw new HandOverException(place, receipt, failure);
        }
    }
}
