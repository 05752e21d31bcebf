package io.walgateway.cli.kv;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.core.units.Durations;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes items of one id. */
@Command(name = "delete", description = "Delete items of an id, and print the token of the change.")
final class KvDelete implements Callable<Integer> {
    private static final Duration SPREAD_MAX = Duration.ofDays(1);

    private final Terminal terminal;
    private final InstantSource clock;

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which namespace.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "ID", description = "Which id.")
    private String id = "";

    @Parameters(index = "2..*", paramLabel = "KEY", arity = "0..*", description = "Which keys.")
    private List<String> keys = List.of();

    @Option(names = "--all", description = "Delete all items of the id.")
    private boolean all;

    @Option(
            names = "--spread",
            paramLabel = "DURATION",
            description = "Let the log delete each key after a random time of at most this, such as 10m.")
    private @Nullable String spread;

    @Mixin
    private final TokenOption token = new TokenOption();

    @Mixin
    private final KvOptions service = new KvOptions();

    KvDelete(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (all != keys.isEmpty()) {
            throw CliException.misused(
                    all ? "--all: beside keys (expected: either)" : "KEY: absent (expected: keys, or --all)");
        }
        IdempotencyToken given = token.token(clock);
        DeleteItemsRequest.Builder request = DeleteItemsRequest.newBuilder()
                .setNamespace(namespace)
                .setId(id)
                .setPredicate(Predicates.of(keys))
                .setIdempotencyToken(given);
        if (spread != null) {
            Duration most = Durations.parse(spread)
                    .filter(it -> it.compareTo(Duration.ofSeconds(1)) >= 0 && it.compareTo(SPREAD_MAX) <= 0)
                    .orElseThrow(() ->
                            CliException.misused("--spread: %s (expected: 1s to 1d, such as 10m)".formatted(spread)));
            request.getSpreadBuilder().setSeconds(most.toSeconds());
        }
        service.call(channel ->
                KvOptions.within(KeyValueServiceGrpc.newBlockingStub(channel)).deleteItems(request.build()));
        terminal.say("deleted " + TokenOption.text(given));
        return 0;
    }
}
