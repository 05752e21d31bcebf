package io.walgateway.it.system;

import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.proto.v1.LogRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of queues, which must be as the protocol says. */
public final class LogRecords {
    private LogRecords() {}

    public static LogRecord parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return LogRecord.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("no LogRecord is in " + record.topic(), e);
        }
    }

    /** The same for a record of a dead-letter topic. */
    public static LogRecord parseLetter(ConsumerRecord<byte[], byte[]> record) {
        LogRecord letter = parse(record);
        if (!letter.hasDeadLetter()) {
            throw new AssertionError("a record without dead_letter is in " + record.topic());
        }
        return letter;
    }
}
