package io.walgateway.cli;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which control plane a command asks, and how it shows the answer. */
final class ControlPlaneOptions {

    @Option(
            names = "--control-plane",
            paramLabel = "URL",
            description = "The control plane, such as http://127.0.0.1:7080 (default: that of the running stack).")
    private @Nullable String address;

    @Option(names = "--json", description = "Show the control plane's answer as it is.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    boolean json() {
        return json;
    }

    ControlPlane connect() {
        String given = address == null ? data.stack().controlPlane() : address;
        URI uri;
        try {
            uri = URI.create(given.replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw CliException.misused("--control-plane: " + given + " (expected: a URL such as http://host:7080)");
        }
        if (uri.getHost() == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
            throw CliException.misused("--control-plane: " + given + " (expected: a URL such as http://host:7080)");
        }
        return new ControlPlane(uri);
    }
}
