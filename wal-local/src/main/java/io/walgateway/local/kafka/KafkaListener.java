package io.walgateway.local.kafka;

import io.walgateway.local.port.Loopback;

/**
 * One of the ports of a broker.
 *
 * @param name           in capitals, the same at all brokers; clients that reach a broker through one listener are sent
 *                       to the other brokers' listeners of the same name
 * @param port           the port on which the broker listens
 * @param advertisedPort the port that it gives to clients: a proxy's port, or its own
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
