package io.walgateway.it.system;

import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.proto.v1.LogRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of dead-letter topics. */
public final class DeadLetterTopic {
    private DeadLetterTopic() {}

    /** Parses a record, which must be as the protocol says. */
    public static LogRecord parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            LogRecord letter = LogRecord.parseFrom(record.value());
            if (!letter.hasDeadLetter()) {
                throw new AssertionError("a record without dead_letter lies in " + record.topic());
            }
            return letter;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("no LogRecord lies in " + record.topic(), e);
        }
    }
}
