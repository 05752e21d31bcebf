package io.walgateway.benchmarks.load;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.walgateway.benchmarks.process.ProcessCost;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The load generator: writes to a gateway, measures, puts a {@link LoadReport} into a file, and ends. */
public final class LoadMain implements Callable<Integer> {
    private static final int PAYLOAD_BYTES = 1024;
    private static final int CHANNELS_MAX = 2;
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(60);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);
    private static final Duration ASK_AGAIN = Duration.ofMillis(100);

    private final InstantSource clock = InstantSource.system();

    /** The mode of writing. */
    enum Mode {
        UNARY,
        STREAM,
        PACED
    }

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--namespace", required = true)
    private String namespace = "";

    @Option(names = "--mode", required = true)
    private Mode mode = Mode.UNARY;

    @Option(names = "--in-flight", description = "writes without an answer; of each stream, where there are streams")
    private int inFlight = 1;

    @Option(names = "--per-message")
    private int perMessage = 1;

    @Option(names = "--per-second")
    private int perSecond = 1;

    @Option(names = "--warm-up", required = true, description = "seconds")
    private double warmUp;

    @Option(names = "--seconds", required = true)
    private double seconds;

    @Option(names = "--gateway", required = true, description = "the process whose processor time is taken")
    private long gateway;

    @Option(names = "--trust", description = "authorities of the gateway's certificate; without, there is no TLS")
    private Optional<Path> trust = Optional.empty();

    @Option(names = "--certificate", description = "to show to the gateway")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--key", description = "of the certificate")
    private Optional<Path> key = Optional.empty();

    @Option(names = "--report", required = true)
    private Path report = Path.of("");

    public static void main(String[] args) {
        System.exit(new CommandLine(new LoadMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() {
        // Printed before connecting, which may take longer than a process may take to start.
        System.out.println("load ready: begins with " + namespace);
        List<ManagedChannel> channels = IntStream.range(0, Math.min(inFlight, CHANNELS_MAX))
                .mapToObj(_ -> channel())
                .toList();
        Writes writes = new Writes(namespace, PAYLOAD_BYTES);
        channels.forEach(channel -> awaitServed(channel, writes));
        Tally tally = new Tally();
        Load load = load(channels, writes, tally);
        load.start();
        measure(tally).write(report);
        load.stop();
        channels.forEach(ManagedChannel::shutdownNow);
        return 0;
    }

    private Load load(List<ManagedChannel> channels, Writes writes, Tally tally) {
        return switch (mode) {
            case UNARY -> new UnaryLoad(channels, writes, tally, inFlight);
            case STREAM -> new StreamLoad(channels, writes, tally, inFlight, perMessage);
            case PACED -> new PacedLoad(channels.getFirst(), writes, tally, perSecond);
        };
    }

    private LoadReport measure(Tally tally) {
        rest(warmUp);
        tally.take();
        long begun = System.nanoTime();
        long gatewayBefore = ProcessCost.of(gateway).cpuMicros();
        long ownBefore = ProcessCost.ofThis().cpuMicros();
        rest(seconds);
        var latencies = tally.take();
        double took = (System.nanoTime() - begun) / 1e9;
        return LoadReport.of(
                clock.millis(),
                latencies,
                took,
                tally.failures(),
                ProcessCost.of(gateway).cpuMicros() - gatewayBefore,
                ProcessCost.ofThis().cpuMicros() - ownBefore);
    }

    private ManagedChannel channel() {
        return NettyChannelBuilder.forAddress("127.0.0.1", port, credentials())
                .directExecutor()
                .build();
    }

    private ChannelCredentials credentials() {
        if (trust.isEmpty()) {
            return InsecureChannelCredentials.create();
        }
        try {
            TlsChannelCredentials.Builder credentials =
                    TlsChannelCredentials.newBuilder().trustManager(trust.get().toFile());
            if (certificate.isPresent()) {
                credentials.keyManager(
                        certificate.get().toFile(), key.orElseThrow().toFile());
            }
            return credentials.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also connects, so that no measured write has to. The namespace may have been put only a moment ago. */
    private static void awaitServed(ManagedChannel channel, Writes writes) {
        long deadline = System.nanoTime() + SERVED_WITHIN.toNanos();
        String last;
        do {
            try {
                var answer = WalServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                        .writeToLog(writes.nextWithTime(System.nanoTime()));
                if (answer.getDurable() == Trilean.TRILEAN_TRUE) {
                    return;
                }
                last = answer.getDurable() + " " + answer.getMessage();
            } catch (StatusRuntimeException e) {
                last = e.getStatus().toString();
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        } while (System.nanoTime() - deadline < 0);
        throw new IllegalStateException("Expected a write to be answered TRUE, but: " + last);
    }

    private static void rest(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
