package io.walgateway.cli.namespace;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.option.DocumentFile;
import io.walgateway.cli.option.SignatureOptions;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Changes a document in an editor. */
@Command(
        name = "edit",
        description = "Open a namespace's document in an editor, check what comes out, and put it.",
        footer = {
            "It is put only if the namespace is still at the revision that was opened. What is not valid or is refused stays in",
            "the file that is named then."
        })
final class NamespaceEdit implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Mixin
    private final SignatureOptions signature = new SignatureOptions();

    @Parameters(paramLabel = "NAMESPACE", description = "Which.")
    private String namespace = "";

    @Option(names = "--editor", paramLabel = "COMMAND", description = "With this (default: $VISUAL, $EDITOR, or vi).")
    private @Nullable String editor;

    NamespaceEdit(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ControlPlane control = controlPlane.connect();
        JsonNode stored = control.get(ControlPlane.path("namespaces", namespace));
        String before = stored.path("document").toPrettyString() + "\n";
        Path file = write(before);
        edit(file);
        String after = DocumentFile.read(file.toString());
        if (after.equals(before)) {
            delete(file);
            terminal.say("nothing was changed");
            return ExitCode.DONE.code();
        }
        OfflineCheck.require(file.toString(), after, namespace);
        JsonNode answer;
        try {
            Map<String, String> headers = signature.headers();
            headers.put("If-Match", "\"" + stored.path("revision").asLong() + "\"");
            answer = control.send("PUT", ControlPlane.path("namespaces", namespace), after, headers);
        } catch (CliException e) {
            throw new CliException(e.getMessage() + "\n     what was edited stays in " + file, e);
        }
        delete(file);
        if (controlPlane.json()) {
            terminal.json(answer);
        } else {
            terminal.say(NamespaceText.of(answer));
        }
        return ExitCode.DONE.code();
    }

    private void edit(Path file) {
        String command = Stream.of(editor, System.getenv("VISUAL"), System.getenv("EDITOR"))
                .filter(given -> given != null && !given.isBlank())
                .findFirst()
                .orElse("vi");
        try {
            // Runs in a shell, because the variable may hold options as well.
            int exitCode = new ProcessBuilder("sh", "-c", command + " \"$1\"", "sh", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new CliException(
                        "%s ended with exit code %d, so nothing was put (the file is %s; --editor names another editor)"
                                .formatted(command, exitCode, file));
            }
        } catch (IOException e) {
            throw new CliException("no shell could be started for " + command + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted; the file is " + file, e);
        }
    }

    private Path write(String document) {
        try {
            return Files.writeString(Files.createTempFile("wal-" + namespace + "-", ".json"), document);
        } catch (IOException e) {
            throw new CliException("no file could be made for the editor: " + e.getMessage(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // One more temporary file does no harm.
        }
    }
}
