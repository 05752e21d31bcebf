package io.walgateway.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.walgateway.client.token.TokenCredentials;
import io.walgateway.client.token.TokenSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Builds clients. Not safe for several threads. */
public final class WalClientBuilder {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    private final List<String> addresses = new ArrayList<>();
    private Optional<TlsFiles> tls = Optional.empty();
    private ChannelCredentials credentials = InsecureChannelCredentials.create();
    private Optional<TokenSource> tokens = Optional.empty();
    private Duration deadline = Duration.ofSeconds(15);
    private Duration tryTimeout = Duration.ofSeconds(5);
    private WriteRetries retries = WriteRetries.DEFAULT;
    private int writesInFlight = 2048;
    private long bytesInFlight = 8 << 20;
    private int messageBytesMax = 8 << 20;

    WalClientBuilder() {}

    /** Adds a server, such as {@code wal-1:7070}, or any name that gRPC can resolve. Several are used in turn. */
    public WalClientBuilder address(String address) {
        addresses.add(address);
        return this;
    }

    /** The credentials, such as {@code TlsChannelCredentials}. Default: no TLS. */
    public WalClientBuilder credentials(ChannelCredentials given) {
        credentials = given;
        return this;
    }

    /**
     * Encrypts connections, with certificates that follow their files; replaces {@link #credentials}. The names in the
     * gateway's certificate must include the host of its address.
     */
    public WalClientBuilder tls(TlsFiles given) {
        tls = Optional.of(given);
        return this;
    }

    /**
     * The bearer tokens by which the client proves who it is: a static token of the gateway, or those of an issuer.
     * Default: none. Over a connection without TLS, others may read them.
     */
    public WalClientBuilder tokens(TokenSource given) {
        tokens = Optional.of(given);
        return this;
    }

    /** The time limit of a write with all its tries, at least 1 ms. Default: 15 s. */
    public WalClientBuilder deadline(Duration given) {
        deadline = given;
        return this;
    }

    /** The time limit of one try, at least 1 ms. Default: 5 s. */
    public WalClientBuilder tryTimeout(Duration given) {
        tryTimeout = given;
        return this;
    }

    /** The retries of a write. Default: {@link WriteRetries#DEFAULT}. */
    public WalClientBuilder retries(WriteRetries given) {
        retries = given;
        return this;
    }

    /** The most writes under way, of the client and of each stream by itself; at least 1. Default: 2,048. */
    public WalClientBuilder writesInFlightMax(int given) {
        writesInFlight = given;
        return this;
    }

    /**
     * The most bytes under way, of the client and of each stream by itself; at least 1. A larger write goes alone.
     * Default: 8 MiB.
     */
    public WalClientBuilder bytesInFlightMax(long given) {
        bytesInFlight = given;
        return this;
    }

    /** The largest request, like the servers' {@code grpc.message-bytes-max}. Default: 8 MiB. */
    public WalClientBuilder messageBytesMax(int given) {
        messageBytesMax = given;
        return this;
    }

    /**
     * Builds a client that connects on its first write.
     *
     * @throws IllegalArgumentException when there is no address, a value is out of range, or a file of TLS cannot be
     *     used
     */
    public WalClient build() {
        ClientLimits limits = limits();
        Optional<FollowedTls> followed = tls.map(FollowedTls::new);
        ChannelCredentials used = followed.map(FollowedTls::credentials).orElse(credentials);
        Optional<TokenCredentials> identity =
                tokens.map(source -> new TokenCredentials(source, System::nanoTime, Thread::startVirtualThread));
        List<ManagedChannel> channels = addresses.stream()
                .map(address -> channel(address, used, identity))
                .toList();
        return new WalClient(new Channels(channels, true, () -> followed.ifPresent(FollowedTls::close)), limits);
    }

    /**
     * Builds a client over channels that the caller closes, after the client. Addresses and credentials do not apply.
     */
    public WalClient over(List<? extends Channel> channels) {
        return new WalClient(new Channels(channels, false, () -> {}), limits());
    }

    private ClientLimits limits() {
        return new ClientLimits(deadline, tryTimeout, retries, writesInFlight, bytesInFlight, messageBytesMax);
    }

    private static ManagedChannel channel(
            String address, ChannelCredentials used, Optional<TokenCredentials> identity) {
        ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder(address, used);
        identity.ifPresent(tokens -> builder.intercept(new ClientInterceptor() {
            @Override
            public <Q, A> ClientCall<Q, A> interceptCall(
                    MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
                return next.newCall(method, options.withCallCredentials(tokens));
            }
        }));
        return builder.defaultLoadBalancingPolicy("round_robin")
                .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .disableRetry()
                .build();
    }
}
