package io.walgateway.cli.kv;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.proto.kv.v1.IdentifiedItem;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.ScanItemsRequest;
import io.walgateway.proto.kv.v1.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows items of all ids. */
@Command(name = "scan", description = "Show items of all ids of a namespace.")
final class KvScan implements Callable<Integer> {
    private static final int LIMIT_MAX = 100_000;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which namespace.")
    private String namespace = "";

    @Option(names = "--limit", paramLabel = "N", description = "Show at most N, up to 100,000 (default: 100).")
    private int limit = 100;

    @Mixin
    private final KvOptions service = new KvOptions();

    KvScan(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw CliException.misused("--limit: %d (expected: 1 to %d)".formatted(limit, LIMIT_MAX));
        }
        List<IdentifiedItem> items = items();
        ItemText.show(items.subList(0, Math.min(limit, items.size())), service.json(), terminal);
        return 0;
    }

    private List<IdentifiedItem> items() {
        return service.call(channel -> {
            List<IdentifiedItem> all = new ArrayList<>();
            Selection.Builder selection = Selection.newBuilder();
            do {
                var page = KvOptions.within(KeyValueServiceGrpc.newBlockingStub(channel))
                        .scanItems(ScanItemsRequest.newBuilder()
                                .setNamespace(namespace)
                                .setSelection(selection)
                                .build());
                all.addAll(page.getItemsList());
                selection.setPageToken(page.getNextPageToken());
            } while (all.size() < limit && !selection.getPageToken().isEmpty());
            return all;
        });
    }
}
