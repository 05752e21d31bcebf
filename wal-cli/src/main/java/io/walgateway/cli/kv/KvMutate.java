package io.walgateway.cli.kv;

import com.google.protobuf.ByteString;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.IdempotencyToken;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.MutateItemsRequest;
import io.walgateway.proto.kv.v1.MutateItemsResponse;
import io.walgateway.proto.kv.v1.Mutation;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import io.walgateway.proto.v1.Trilean;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Changes items of several ids and namespaces as one set. */
@Command(
        name = "mutate",
        description = "Change items of several ids and namespaces as a whole, and print the answer: TRUE, FALSE or"
                + " UNKNOWN, the set and the token.",
        footer = {
            "./wal kv mutate carts/7/total=30 stock/tea/left=4 carts/7/draft-",
            "",
            "Exit code 0: the answer was TRUE; else 1. After UNKNOWN, repeat the command with the token that it printed."
        })
final class KvMutate implements Callable<Integer> {
    private static final Pattern PUT = Pattern.compile("([^/]+)/([^/]+)/([^/=]+)=(.*)", Pattern.DOTALL);
    private static final Pattern DELETE = Pattern.compile("([^/]+)/([^/]+)/(?:([^/=]+)-|\\*-)");

    private final Terminal terminal;
    private final InstantSource clock;

    @Parameters(
            paramLabel = "CHANGE",
            arity = "1..*",
            description = "NAMESPACE/ID/KEY=VALUE puts an item, NAMESPACE/ID/KEY- deletes one, NAMESPACE/ID/*- all of"
                    + " the id.")
    private List<String> changes = List.of();

    @Mixin
    private final TokenOption token = new TokenOption();

    @Mixin
    private final KvOptions service = new KvOptions();

    KvMutate(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        IdempotencyToken given = token.token(clock);
        MutateItemsRequest.Builder request = MutateItemsRequest.newBuilder().setIdempotencyToken(given);
        changes.forEach(change -> request.addMutations(mutation(change)));
        MutateItemsResponse answer = service.call(channel ->
                KvOptions.within(KeyValueServiceGrpc.newBlockingStub(channel)).mutateItems(request.build()));
        show(answer, given);
        return (answer.getDurable() == Trilean.TRILEAN_TRUE ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private void show(MutateItemsResponse answer, IdempotencyToken given) {
        String durable = answer.getDurable().name().replace("TRILEAN_", "");
        if (service.json()) {
            terminal.json(JsonMapper.shared()
                    .createObjectNode()
                    .put("durable", durable)
                    .put("set_id", answer.getSetId())
                    .put("token", TokenOption.text(given))
                    .put("message", answer.getMessage()));
            return;
        }
        String why = answer.getMessage().isEmpty() ? "" : " " + answer.getMessage();
        terminal.say(durable + " " + answer.getSetId() + " " + TokenOption.text(given) + why);
    }

    static Mutation mutation(String change) {
        Matcher put = PUT.matcher(change);
        if (put.matches()) {
            return Mutation.newBuilder()
                    .setPut(PutItemsRequest.newBuilder()
                            .setNamespace(put.group(1))
                            .setId(put.group(2))
                            .addItems(Item.newBuilder()
                                    .setKey(ByteString.copyFromUtf8(put.group(3)))
                                    .setValue(ByteString.copyFromUtf8(put.group(4)))))
                    .build();
        }
        Matcher delete = DELETE.matcher(change);
        if (delete.matches()) {
            boolean one = delete.group(3) != null && !delete.group(3).equals("*");
            return Mutation.newBuilder()
                    .setDelete(DeleteItemsRequest.newBuilder()
                            .setNamespace(delete.group(1))
                            .setId(delete.group(2))
                            .setPredicate(Predicates.of(one ? List.of(delete.group(3)) : List.of())))
                    .build();
        }
        throw CliException.misused(
                "%s (expected: NAMESPACE/ID/KEY=VALUE, NAMESPACE/ID/KEY- or NAMESPACE/ID/*-)".formatted(change));
    }
}
