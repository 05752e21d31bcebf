package io.walgateway.benchmarks.contest;

import io.walgateway.client.WalClient;
import io.walgateway.client.WalStream;
import io.walgateway.client.Write;
import io.walgateway.client.WriteReceipt;

/** One stream of the Java client. */
final class BareWal implements Contestant {
    private final String gateway;
    private final String namespace;

    BareWal(String gateway, String namespace) {
        this.gateway = gateway;
        this.namespace = namespace;
    }

    @Override
    public Loop loop(int atOnce, Count count) {
        WalClient client =
                WalClient.builder().address(gateway).writesInFlightMax(atOnce).build();
        WalStream stream = client.openStream();
        Loop sending = new PipelinedLoop(
                atOnce, 1, count, number -> stream.append(write(number)).thenAccept(BareWal::require));
        return new Loop() {
            @Override
            public void start() {
                sending.start();
            }

            @Override
            public void stop() throws InterruptedException {
                sending.stop();
                stream.close();
                client.close();
            }
        };
    }

    /** With the same ordering key as the target's: without one, the broker would have fewer and larger batches. */
    private Write write(long number) {
        return Write.to(namespace).payload(Payloads.json(number)).orderingKey(Payloads.key(number));
    }

    private static void require(WriteReceipt receipt) {
        if (!receipt.isDurable()) {
            throw new IllegalStateException(receipt.toString());
        }
    }

    /** Each load has closed its own client. */
    @Override
    public void close() {}
}
