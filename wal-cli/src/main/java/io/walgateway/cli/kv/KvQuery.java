package io.walgateway.cli.kv;

import io.walgateway.cli.terminal.Terminal;
import io.walgateway.proto.kv.v1.IdentifiedItem;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.QueryIndexRequest;
import io.walgateway.proto.kv.v1.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the items that have an indexed value. */
@Command(name = "query", description = "Show the items whose indexed value is this one.")
final class KvQuery implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which namespace.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "INDEX", description = "Which index of the namespace.")
    private String index = "";

    @Parameters(index = "2", paramLabel = "VALUE", description = "The indexed value.")
    private String value = "";

    @Mixin
    private final KvOptions service = new KvOptions();

    KvQuery(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ItemText.show(items(), service.json(), terminal);
        return 0;
    }

    private List<IdentifiedItem> items() {
        return service.call(channel -> {
            List<IdentifiedItem> all = new ArrayList<>();
            Selection.Builder selection = Selection.newBuilder();
            do {
                var page = KvOptions.within(KeyValueServiceGrpc.newBlockingStub(channel))
                        .queryIndex(QueryIndexRequest.newBuilder()
                                .setNamespace(namespace)
                                .setIndex(index)
                                .setValue(value)
                                .setSelection(selection)
                                .build());
                all.addAll(page.getItemsList());
                selection.setPageToken(page.getNextPageToken());
            } while (!selection.getPageToken().isEmpty());
            return all;
        });
    }
}
