package io.walgateway.cli.option;

import io.walgateway.cli.rest.Address;
import io.walgateway.cli.rest.ControlPlane;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which control plane a command asks, and how the command shows the answer. */
public final class ControlPlaneOptions {

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--control-plane",
            paramLabel = "URL",
            description = "The control plane, such as http://127.0.0.1:7080 (default: that of the running stack).")
    private @Nullable String address;

    @Mixin
    private final TokenOptions token = new TokenOptions();

    @Mixin
    private final DataOption data = new DataOption();

    public boolean json() {
        return output.json();
    }

    public ControlPlane connect() {
        // Who proves an identity is the author of changes, and cannot name another one.
        Map<String, String> standing = token.authorization()
                .map(value -> Map.of("Authorization", value))
                .orElseGet(SignatureOptions::anonymous);
        return new ControlPlane(
                Address.url("--control-plane", address == null ? data.stack().controlPlane() : address), standing);
    }
}
