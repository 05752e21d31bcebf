package io.walgateway.it.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The target type {@code file}, as small as a plugin can be: each payload is a line at the end of a file that is there. A plugin
 * is a directory and a line in {@code META-INF/services}; nothing else of the project knows of it.
 */
public final class FileTargetProvider implements TargetProvider {
    private static final String PATH = "path";

    @Override
    public String type() {
        return "file";
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        String path = address.properties().getOrDefault(PATH, "");
        return Path.of(path).isAbsolute()
                ? List.of()
                : List.of(new Violation("/" + PATH, path.isEmpty() ? "absent" : path, "an absolute path"));
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new Files();
    }

    private static final class Files implements TargetClient {
        @Override
        public Target target(TargetAddress address) {
            Path file = Path.of(address.properties().getOrDefault(PATH, ""));
            return attempt -> append(
                    file,
                    ByteBuffer.wrap((attempt.message().payload().asUtf8() + "\n").getBytes(StandardCharsets.UTF_8)));
        }

        private static DeliveryOutcome append(Path file, ByteBuffer line) {
            // Lines of several threads do not mix, for each is appended at once.
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                out.write(line);
                out.force(false);
                return DeliveryOutcome.DELIVERED;
            } catch (NoSuchFileException e) {
                return new DeliveryOutcome.Absent(file + " is not there");
            } catch (IOException e) {
                return new DeliveryOutcome.Failed(file + ": " + e.getMessage());
            }
        }

        @Override
        public String endpoint(TargetAddress address) {
            return "file:local";
        }

        @Override
        public void close() {}
    }
}
