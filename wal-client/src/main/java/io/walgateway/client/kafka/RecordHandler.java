package io.walgateway.client.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Handles records that an application has consumed. */
@FunctionalInterface
public interface RecordHandler<K, V> {

    /**
     * Handles a record, on the caller's thread.
     *
     * @throws Exception when the record is not handled
     */
    void handle(ConsumerRecord<K, V> record) throws Exception;
}
