package io.walgateway.cli.namespace;

import io.walgateway.cli.terminal.Group;
import io.walgateway.cli.terminal.Terminal;
import picocli.CommandLine;

/** All commands on namespaces. */
public final class NamespaceCommands {

    private NamespaceCommands() {}

    public static CommandLine group(Terminal terminal) {
        return Group.of(
                "namespace",
                "List, show, change and delete namespaces.",
                new NamespaceList(terminal),
                new NamespaceGet(terminal),
                new NamespacePut(terminal),
                new NamespaceEdit(terminal),
                new NamespaceDiff(terminal),
                new NamespaceValidate(terminal),
                new NamespaceHistory(terminal),
                new NamespaceRollback(terminal),
                new NamespaceDelete(terminal));
    }
}
