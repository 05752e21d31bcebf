package io.walgateway.client.receiver;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Receives what was written to namespaces whose target is of the type {@code grpc} and names this process's address.
 * {@link #close} takes no more deliveries, and waits for those being handled.
 */
public final class WalReceiver implements AutoCloseable {
    private static final int MESSAGE_OVERHEAD_BYTES = 1 << 20;
    private static final Duration KEEP_ALIVE_PERMITTED = Duration.ofSeconds(5);

    private final Server server;
    private final ExecutorService threads;
    private final Duration closedWithin;

    private WalReceiver(Server server, ExecutorService threads, Duration closedWithin) {
        this.server = server;
        this.threads = threads;
        this.closedWithin = closedWithin;
    }

    /** Starts with no handler; one must be given. */
    public static Builder builder() {
        return new Builder();
    }

    /** The port on which it listens. */
    public int port() {
        return server.getPort();
    }

    /** Takes no more deliveries and waits for those being handled; what takes too long is interrupted. */
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(closedWithin.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    /** Settings of a receiver. Not safe for several threads. */
    public static final class Builder {
        private InetSocketAddress address = new InetSocketAddress(0);
        private ServerCredentials credentials = InsecureServerCredentials.create();
        private DeliveryHandler handler = _ -> Outcome.unavailable("no handler is set");
        private int concurrencyMax = 128;
        private int payloadBytesMax = 8 << 20;
        private int deduplicatedIds;
        private Duration closedWithin = Duration.ofSeconds(10);

        private Builder() {}

        /** Listens on all of the host's addresses. Default: port 0, any free one. */
        public Builder port(int port) {
            return address(new InetSocketAddress(port));
        }

        /** Listens on one address. */
        public Builder address(InetSocketAddress given) {
            address = given;
            return this;
        }

        /** The server's certificate, such as {@code TlsServerCredentials}. Default: no TLS. */
        public Builder credentials(ServerCredentials given) {
            credentials = given;
            return this;
        }

        /** Handles each delivery. */
        public Builder handler(DeliveryHandler given) {
            handler = given;
            return this;
        }

        /**
         * The most deliveries that are handled at once, at least 1. One more waits for up to a second, then the gateway
         * is asked to send it later. Default: 128.
         */
        public Builder concurrencyMax(int given) {
            concurrencyMax = atLeastOne("concurrencyMax", given);
            return this;
        }

        /** The largest payload, in bytes; a larger one is dead-lettered. Default: 8 MiB. */
        public Builder payloadBytesMax(int given) {
            payloadBytesMax = atLeastOne("payloadBytesMax", given);
            return this;
        }

        /**
         * Hands a message to the handler only once while its id is among the last that were delivered; repetitions get
         * {@link Outcome#delivered}. A repetition that comes while the message is being handled waits, and gets the same
         * outcome. Ids are remembered in this process alone, not beyond its end: a second instance, or a restart, may
         * see a message again. An id takes about 150 bytes. Default: off.
         *
         * @param ids how many to remember, at least 1
         */
        public Builder deduplicate(int ids) {
            deduplicatedIds = atLeastOne("deduplicate", ids);
            return this;
        }

        /** How long {@link WalReceiver#close} waits for deliveries being handled. Default: 10 s. */
        public Builder closedWithin(Duration given) {
            closedWithin = given;
            return this;
        }

        /**
         * Listens.
         *
         * @throws IOException when the address cannot be used
         */
        public WalReceiver start() throws IOException {
            ExecutorService threads = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("wal-receiver-", 0).factory());
            DeliveryHandler each = deduplicatedIds == 0 ? handler : new DeliveredIds(handler, deduplicatedIds);
            Server server = NettyServerBuilder.forAddress(address, credentials)
                    .executor(threads)
                    .maxInboundMessageSize(
                            (int) Math.min(Integer.MAX_VALUE, (long) payloadBytesMax + MESSAGE_OVERHEAD_BYTES))
                    // Each may hold a message in memory while it waits.
                    .maxConcurrentCallsPerConnection(2 * concurrencyMax)
                    .permitKeepAliveTime(KEEP_ALIVE_PERMITTED.toMillis(), TimeUnit.MILLISECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .addService(new DeliverCalls(each, concurrencyMax))
                    .build();
            try {
                return new WalReceiver(server.start(), threads, closedWithin);
            } catch (IOException e) {
                threads.shutdownNow();
                throw e;
            }
        }

        private static int atLeastOne(String name, int given) {
            if (given < 1) {
                throw new IllegalArgumentException(name + ": " + given + " (expected: >= 1)");
            }
            return given;
        }
    }
}
