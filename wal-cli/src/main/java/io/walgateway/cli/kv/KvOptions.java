package io.walgateway.cli.kv;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.walgateway.cli.option.DataOption;
import io.walgateway.cli.option.OutputOption;
import io.walgateway.cli.option.TokenOptions;
import io.walgateway.cli.rest.Address;
import io.walgateway.cli.rest.Causes;
import io.walgateway.cli.rest.UnreachableException;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.write.RefusalText;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Selects a Key-Value service, and calls it. */
final class KvOptions {
    private static final int DEADLINE_SECONDS = 30;
    private static final int MESSAGE_BYTES_MAX = 80 << 20;

    /** gRPC's logger, which is turned off: it would print stack traces on standard error. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    @Option(
            names = "--service",
            paramLabel = "HOST:PORT",
            description = "The Key-Value service (default: that of the running stack).")
    private @Nullable String service;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final TokenOptions token = new TokenOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    boolean json() {
        return output.json();
    }

    /** Makes calls over one connection; failures become errors for people. */
    <T> T call(Function<ManagedChannel, T> calls) {
        GRPC.setLevel(Level.OFF);
        String address = service == null ? data.stack().keyValue() : Address.hostAndPort("--service", service);
        ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder(address, InsecureChannelCredentials.create());
        ManagedChannel channel = builder.maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .intercept(token.interceptor())
                .build();
        try {
            return calls.apply(channel);
        } catch (StatusRuntimeException e) {
            throw failure(address, e);
        } finally {
            channel.shutdownNow();
        }
    }

    static <S extends io.grpc.stub.AbstractStub<S>> S within(S stub) {
        return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    private static CliException failure(String address, StatusRuntimeException failure) {
        if (failure.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
            return new UnreachableException(
                    "the Key-Value service at %s does not answer within %d s".formatted(address, DEADLINE_SECONDS),
                    failure);
        }
        if (failure.getStatus().getCause() != null) {
            return new UnreachableException(
                    "no Key-Value service answers at %s: %s (./wal up --with key-value starts one; --service names another)"
                            .formatted(address, Causes.of(failure.getStatus().getCause())),
                    failure);
        }
        return new CliException(RefusalText.of(failure), failure);
    }
}
