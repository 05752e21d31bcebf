package io.walgateway.cli.option;

import io.walgateway.cli.rest.Address;
import io.walgateway.cli.rest.CommandTls;
import io.walgateway.cli.rest.ControlPlane;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
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
    private final TlsOptions tls = new TlsOptions();

    @Mixin
    private final TokenOptions token = new TokenOptions();

    @Mixin
    private final DataOption data = new DataOption();

    public boolean json() {
        return output.json();
    }

    public ControlPlane connect() {
        if (address != null) {
            return connect(Address.url("--control-plane", address), tls.files(Optional.empty()));
        }
        RunningStack stack = data.stack();
        return connect(URI.create(stack.controlPlane()), tls.files(stack.tls()));
    }

    private ControlPlane connect(URI uri, Optional<CommandTls> files) {
        return new ControlPlane(
                uri, files.map(CommandTls::https), standing(files.stream().anyMatch(CommandTls::hasCertificate)));
    }

    /** Who proves an identity is the author of changes, and cannot name another one. */
    private Map<String, String> standing(boolean certificate) {
        return token.authorization()
                .map(value -> Map.of("Authorization", value))
                .orElseGet(() -> certificate ? Map.of() : SignatureOptions.anonymous());
    }
}
