package io.walgateway.cli.write;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.walgateway.cli.option.DataOption;
import io.walgateway.cli.option.OutputOption;
import io.walgateway.cli.option.RunningStack;
import io.walgateway.cli.option.TlsOptions;
import io.walgateway.cli.option.TokenOptions;
import io.walgateway.cli.rest.Address;
import io.walgateway.cli.rest.Causes;
import io.walgateway.cli.rest.UnreachableException;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.core.units.Durations;
import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WalServiceGrpc;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Writes through the server, as any gRPC client would. */
@Command(
        name = "write",
        description = "Write a payload to a namespace through the server, and print the answer: TRUE, FALSE or UNKNOWN,"
                + " and the message id.",
        footer = "A payload that begins with a dash comes after --. Exit code 0: every answer was TRUE; else 1.")
public final class WriteCommand implements Callable<Integer> {

    /**
     * The server's own time-outs are 5 s. A user is told to wait shortly before that; then the server answers, or stays
     * silent.
     */
    private static final Duration NOTE_AFTER = Duration.ofMillis(4_500);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** gRPC's logger, which is turned off: it would print stack traces on standard error. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private final Terminal terminal;
    private final Duration noteAfter;
    private final Duration answerWithin;

    @Mixin
    private final TokenOptions token = new TokenOptions();

    @Mixin
    private final RequestOptions request = new RequestOptions();

    @Option(names = "--count", paramLabel = "N", description = "Write it N times (default: 1).")
    private int count = 1;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "The server (default: that of the running stack).")
    private @Nullable String server;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "In a local stack with regions: the one whose server is meant (default: the first).")
    private String region = "";

    @Mixin
    private final TlsOptions tls = new TlsOptions();

    @Mixin
    private final DataOption data = new DataOption();

    public WriteCommand(Terminal terminal) {
        this(terminal, NOTE_AFTER, ANSWER_WITHIN);
    }

    /**
     * @param noteAfter    how long the command waits before it notes that there is no answer yet
     * @param answerWithin how long the command waits before it gives up
     */
    WriteCommand(Terminal terminal, Duration noteAfter, Duration answerWithin) {
        this.terminal = terminal;
        this.noteAfter = noteAfter;
        this.answerWithin = answerWithin;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (count < 1) {
            throw CliException.misused("--count: %d (expected: >= 1)".formatted(count));
        }
        GRPC.setLevel(Level.OFF);
        WriteToLogRequest message = request();
        Optional<RunningStack> stack = server == null ? Optional.of(data.stack()) : Optional.empty();
        String address = server == null ? stack.orElseThrow().server(region) : Address.hostAndPort("--server", server);
        ManagedChannel channel = Grpc.newChannelBuilder(address, tls.channel(stack.flatMap(RunningStack::tls)))
                .build();
        try {
            var stub = WalServiceGrpc.newFutureStub(channel).withInterceptors(token.interceptor());
            int exitCode = ExitCode.DONE.code();
            for (int written = 0; written < count; written++) {
                var answer = stub.withDeadlineAfter(answerWithin.toMillis(), TimeUnit.MILLISECONDS)
                        .writeToLog(message);
                exitCode = Math.max(exitCode, show(await(answer, address)));
            }
            return exitCode;
        } finally {
            channel.shutdownNow();
        }
    }

    private WriteToLogResponse await(Future<WriteToLogResponse> answer, String address) throws InterruptedException {
        try {
            return answer.get(noteAfter.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            terminal.note("wal: the server at %s has not answered yet; waiting for at most %s"
                    .formatted(address, Durations.format(answerWithin)));
            return awaitTheEnd(answer, address);
        } catch (ExecutionException e) {
            throw failure(address, e);
        }
    }

    private WriteToLogResponse awaitTheEnd(Future<WriteToLogResponse> answer, String address)
            throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(address, e);
        }
    }

    WriteToLogRequest request() {
        return request.build();
    }

    private CliException failure(String address, ExecutionException ended) {
        if (!(ended.getCause() instanceof StatusRuntimeException failure)) {
            throw new IllegalStateException("Expected a status of gRPC", ended.getCause());
        }
        if (failure.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
            return new UnreachableException(
                    ("the server at %s does not answer within %s: the write may or may not be in the log"
                                    + " (write it again with the same --token; ./wal status shows the local stack)")
                            .formatted(address, Durations.format(answerWithin)),
                    failure);
        }
        if (failure.getStatus().getCause() != null) {
            return new UnreachableException(
                    "no server answers at %s: %s (./wal status shows the local one; --server names another)"
                            .formatted(address, Causes.of(failure.getStatus().getCause())),
                    failure);
        }
        return new CliException(RefusalText.of(failure), failure);
    }

    private int show(WriteToLogResponse answer) {
        String durable = answer.getDurable().name().replace("TRILEAN_", "");
        if (output.json()) {
            terminal.say(JsonMapper.shared()
                    .createObjectNode()
                    .put("durable", durable)
                    .put("message_id", answer.getMessageId())
                    .put("message", answer.getMessage())
                    .toString());
        } else {
            String detail = answer.getMessageId().isEmpty() ? "" : " " + answer.getMessageId();
            String reason = answer.getMessage().isEmpty() ? "" : " " + answer.getMessage();
            terminal.say(durable + detail + reason);
        }
        return (answer.getDurable() == Trilean.TRILEAN_TRUE ? ExitCode.DONE : ExitCode.FAILED).code();
    }
}
