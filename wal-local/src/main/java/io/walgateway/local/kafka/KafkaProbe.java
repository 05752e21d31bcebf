package io.walgateway.local.kafka;

import io.walgateway.local.port.Loopback;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Asks a broker in Kafka's own protocol which brokers are live. */
final class KafkaProbe {

    private static final short METADATA = 3;
    private static final short VERSION = 1;
    private static final int CORRELATION_ID = 7;

    private KafkaProbe() {}

    /** Listening is not enough: until the controller counts the broker as live, no topic can be created. */
    static boolean hasLiveBroker(int port) throws IOException {
        ByteBuffer answer = ByteBuffer.wrap(Loopback.ask(port, question(), 12));
        int size = answer.getInt();
        int correlationId = answer.getInt();
        int brokers = answer.getInt();
        return size > 0 && correlationId == CORRELATION_ID && brokers > 0;
    }

    private static byte[] question() {
        int noClientId = -1;
        int noTopics = 0;
        int bytes = 2 + 2 + 4 + 2 + 4;
        return ByteBuffer.allocate(4 + bytes)
                .putInt(bytes)
                .putShort(METADATA)
                .putShort(VERSION)
                .putInt(CORRELATION_ID)
                .putShort((short) noClientId)
                .putInt(noTopics)
                .array();
    }
}
