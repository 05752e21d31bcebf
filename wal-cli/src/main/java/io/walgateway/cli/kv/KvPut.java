package io.walgateway.cli.kv;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.core.units.Durations;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts one item. */
@Command(name = "put", description = "Put an item, and print the token of the change.")
final class KvPut implements Callable<Integer> {
    private static final Duration LIFE_MAX = Duration.ofDays(20L * 365);

    private final Terminal terminal;
    private final InstantSource clock;

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which namespace.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "ID", description = "Which id.")
    private String id = "";

    @Parameters(index = "2", paramLabel = "KEY", description = "Which key of the id.")
    private String key = "";

    @Parameters(index = "3", paramLabel = "VALUE", arity = "0..1", description = "The value (default: empty).")
    private String value = "";

    @Option(names = "--metadata", paramLabel = "NAME=TEXT", description = "An entry of the metadata; repeatable.")
    private Map<String, String> metadata = Map.of();

    @Option(names = "--time-to-live", paramLabel = "DURATION", description = "Forget the item after this, such as 1h.")
    private @Nullable String timeToLive;

    @Mixin
    private final TokenOption token = new TokenOption();

    @Mixin
    private final KvOptions service = new KvOptions();

    KvPut(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        IdempotencyToken given = token.token(clock);
        PutItemsRequest request = PutItemsRequest.newBuilder()
                .setNamespace(namespace)
                .setId(id)
                .setIdempotencyToken(given)
                .addItems(item())
                .build();
        service.call(channel ->
                KvOptions.within(KeyValueServiceGrpc.newBlockingStub(channel)).putItems(request));
        terminal.say("put " + TokenOption.text(given));
        return 0;
    }

    private Item item() {
        Item.Builder item = Item.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFromUtf8(value))
                .putAllMetadata(metadata);
        if (timeToLive != null) {
            Duration life = Durations.parse(timeToLive)
                    .filter(it -> it.compareTo(Duration.ofSeconds(1)) >= 0 && it.compareTo(LIFE_MAX) <= 0)
                    .orElseThrow(() -> CliException.misused(
                            "--time-to-live: %s (expected: 1s to 7300d, such as 1h)".formatted(timeToLive)));
            item.setExpireTime(
                    Timestamp.newBuilder().setSeconds(clock.instant().plus(life).getEpochSecond()));
        }
        return item.build();
    }
}
