package io.walgateway.cli.kv;

import io.grpc.Channel;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.proto.kv.v1.CheckIndexRequest;
import io.walgateway.proto.kv.v1.CheckIndexResponse;
import io.walgateway.proto.kv.v1.CheckSide;
import io.walgateway.proto.kv.v1.IndexDifference;
import io.walgateway.proto.kv.v1.KeyValueIndexServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Compares an index with the items. */
@Command(
        name = "check-index",
        description =
                "Compare an index with the items: entries whose item does not have the value, and items without an"
                        + " entry.",
        footer = "Changes that are under way may show as differences. Exit code 0: there are none; 3: there are some.")
final class KvCheckIndex implements Callable<Integer> {
    private static final int SHOWN_MAX = 20;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which namespace.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "INDEX", description = "Which index of the namespace.")
    private String index = "";

    @Mixin
    private final KvOptions service = new KvOptions();

    /** What one side had. */
    private record Side(long compared, long differences, List<IndexDifference> first) {}

    KvCheckIndex(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Side entries = service.call(channel -> side(channel, CheckSide.CHECK_SIDE_ENTRIES));
        Side items = service.call(channel -> side(channel, CheckSide.CHECK_SIDE_ITEMS));
        if (service.json()) {
            terminal.json(JsonMapper.shared()
                    .createObjectNode()
                    .put("entries", entries.compared())
                    .put("too_many", entries.differences())
                    .put("items", items.compared())
                    .put("missing", items.differences()));
        } else {
            terminal.say("%,d entries, of which %,d have no item with the value%n%,d items, of which %,d have no entry"
                    .formatted(entries.compared(), entries.differences(), items.compared(), items.differences()));
            entries.first().forEach(it -> terminal.say("  too many: " + text(it)));
            items.first().forEach(it -> terminal.say("  missing:  " + text(it)));
        }
        return (entries.differences() + items.differences() == 0 ? ExitCode.DONE : ExitCode.NO).code();
    }

    private Side side(Channel channel, CheckSide side) {
        long compared = 0;
        long differences = 0;
        List<IndexDifference> first = new ArrayList<>();
        CheckIndexRequest.Builder request = CheckIndexRequest.newBuilder()
                .setNamespace(namespace)
                .setIndex(index)
                .setSide(side);
        do {
            CheckIndexResponse page = KvOptions.within(KeyValueIndexServiceGrpc.newBlockingStub(channel))
                    .checkIndex(request.build());
            compared += page.getCompared();
            differences += page.getDifferencesTotal();
            page.getDifferencesList().stream().limit(SHOWN_MAX - first.size()).forEach(first::add);
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return new Side(compared, differences, first);
    }

    private static String text(IndexDifference difference) {
        return difference.getId() + "/" + ItemText.text(difference.getKey()) + " with " + difference.getValue();
    }
}
