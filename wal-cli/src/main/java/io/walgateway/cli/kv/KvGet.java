package io.walgateway.cli.kv;

import io.walgateway.cli.terminal.Terminal;
import io.walgateway.proto.kv.v1.GetItemsRequest;
import io.walgateway.proto.kv.v1.IdentifiedItem;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows items of one id. */
@Command(name = "get", description = "Show the items of an id, all or those with these keys.")
final class KvGet implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which namespace.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "ID", description = "Which id.")
    private String id = "";

    @Parameters(index = "2..*", paramLabel = "KEY", arity = "0..*", description = "Which keys (default: all).")
    private List<String> keys = List.of();

    @Mixin
    private final KvOptions service = new KvOptions();

    KvGet(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        GetItemsRequest request = GetItemsRequest.newBuilder()
                .setNamespace(namespace)
                .setId(id)
                .setPredicate(Predicates.of(keys))
                .build();
        ItemText.show(items(request), service.json(), terminal);
        return 0;
    }

    private List<IdentifiedItem> items(GetItemsRequest request) {
        return service.call(channel -> {
            List<IdentifiedItem> all = new ArrayList<>();
            Selection.Builder selection = Selection.newBuilder();
            do {
                var page = KvOptions.within(KeyValueServiceGrpc.newBlockingStub(channel))
                        .getItems(request.toBuilder().setSelection(selection).build());
                page.getItemsList()
                        .forEach(item -> all.add(IdentifiedItem.newBuilder()
                                .setId(id)
                                .setItem(item)
                                .build()));
                selection.setPageToken(page.getNextPageToken());
            } while (!selection.getPageToken().isEmpty());
            return all;
        });
    }
}
