package io.walgateway.local.kafka;

import io.walgateway.local.port.Loopback;

/**
 * One of the ports of a broker.
 *
 * @param name in capitals, the same at all brokers; clients that come to a broker by one are led to the others' of that
 *     name
 * @param port where the broker listens
 * @param advertisedPort where it tells clients to go: a proxy's port, or its own
 */
public record KafkaListener(String name, int port, int advertisedPort) {

    public KafkaListener {
        if (!name.matches("[A-Z]+")) {
            throw new IllegalArgumentException("name: %s (expected: capital letters)".formatted(name));
        }
    }

    String at(int somePort) {
        return name + "://" + Loopback.HOST + ":" + somePort;
    }
}
