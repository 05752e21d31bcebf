package io.walgateway.standalone.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A compose file.
 *
 * @param folder the base of its relative paths
 */
record ComposeFile(Path folder, JsonNode root) {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /** Reads the project's own compose file. */
    static ComposeFile in(Path folder) {
        try {
            return new ComposeFile(folder, YAML.readTree(Files.readString(folder.resolve("docker-compose.yml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ComposeService> services() {
        return root.path("services").properties().stream()
                .map(service -> new ComposeService(service.getKey(), service.getValue()))
                .toList();
    }

    Optional<ComposeService> service(String name) {
        return services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst();
    }

    Set<String> volumes() {
        return new TreeSet<>(root.path("volumes").propertyNames());
    }
}
