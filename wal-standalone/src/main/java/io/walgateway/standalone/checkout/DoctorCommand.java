package io.walgateway.standalone.checkout;

import io.walgateway.cli.option.DataOption;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.config.settings.NamedTlsFiles;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsInspection.Side;
import io.walgateway.standalone.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Without {@code --tls}, the script does it; see {@link CheckoutCommand}. */
@Command(
        name = "doctor",
        description = "Say what this machine has, what it lacks, and how to get that. Changes nothing. With --tls, say"
                + " which file of TLS is wrong, and why.",
        footer = "Exit code 1: something is missing that is needed, or a file cannot be used as it is.")
final class DoctorCommand extends CheckoutCommand {
    private final Console console;

    @Option(names = "--tls", description = "Look at certificates, keys and trust bundles instead.")
    private boolean tls;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings of a process that name them; repeatable (default: those of the local stack).")
    private List<Path> configs = List.of();

    @Option(names = "--certificate", paramLabel = "FILE", description = "Instead of settings: a certificate, in PEM.")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its key.")
    private @Nullable Path key;

    @Option(names = "--trust", paramLabel = "FILE", description = "A trust bundle.")
    private @Nullable Path trust;

    @Mixin
    private final DataOption data = new DataOption();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (!tls) {
            return super.call();
        }
        TlsDoctor doctor = new TlsDoctor(console.clock().instant(), console::say);
        if (certificate != null || key != null || trust != null) {
            doctor.look("files", named());
        } else {
            for (Path config : configs.isEmpty() ? ofStack() : configs) {
                ProcessSettings settings = ProcessSettings.load(Optional.of(config), List.of());
                NamedTlsFiles.in(settings)
                        .forEach(files -> doctor.look(config.getFileName() + " " + files.keys(), files));
            }
        }
        return doctor.conclude() ? 0 : 1;
    }

    private NamedTlsFiles named() {
        if ((certificate == null) != (key == null)) {
            throw CliException.misused((certificate == null ? "--certificate" : "--key")
                    + ": absent (expected: a certificate and its key)");
        }
        return new NamedTlsFiles(
                "",
                new TlsFileSet(Optional.ofNullable(certificate), Optional.ofNullable(key), Optional.ofNullable(trust)),
                EnumSet.allOf(Side.class));
    }

    private List<Path> ofStack() throws IOException {
        Path folder = data.path().resolve("settings");
        if (!Files.isDirectory(folder)) {
            throw CliException.misused(
                    "--config: absent (expected: the settings of a process; there are none in " + folder + ")");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
