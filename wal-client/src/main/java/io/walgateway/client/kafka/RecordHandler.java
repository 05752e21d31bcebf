package io.walgateway.client.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What an application does with a record that it consumed. */
@FunctionalInterface
public interface RecordHandler<K, V> {

    /**
     * Handles a record, on the caller's thread.
     *
     * @throws Exception when the record is not handled
     */
    void handle(ConsumerRecord<K, V> record) throws Exception;
}
