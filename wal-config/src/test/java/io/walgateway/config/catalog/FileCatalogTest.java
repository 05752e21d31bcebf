package io.walgateway.config.catalog;

import static io.walgateway.config.catalog.ControlPlaneCatalogTest.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FileCatalogTest {
    private static final Plugins NO_PLUGINS = new Plugins(Map.of(), Map.of());

    private static final QueueNames QUEUES =
            new QueueNames(NO_PLUGINS, type -> new PluginContext(Map.of(), InstantSource.system(), type));

    @TempDir
    Path directory;

    @Test
    void shouldFollowTheFilesOfADirectory() throws IOException {
        write("a.json", document("t1"));
        try (FileCatalog catalog = FileCatalog.open(directory, "default", NO_PLUGINS, QUEUES, InstantSource.system())) {
            await().until(() -> catalog.ready().toCompletableFuture().isDone());
            assertThat(catalog.find("a"))
                    .get()
                    .extracting(NamespaceConfig::revision)
                    .isEqualTo(1L);

            write("a.json", document("t2"));
            await().untilAsserted(() -> assertThat(catalog.find("a")).get().satisfies(config -> {
                assertThat(config.revision()).isEqualTo(2);
                assertThat(config.queues().getFirst().names()).containsExactly("t2");
            }));

            Files.delete(directory.resolve("a.json"));
            await().untilAsserted(() -> assertThat(catalog.all()).isEmpty());
            assertThat(catalog.contact().inTouch()).isTrue();
        }
    }

    @Test
    void shouldKeepServingWhenTheDirectoryIsGone() throws IOException {
        write("a.json", document("t1"));
        try (FileCatalog catalog = FileCatalog.open(directory, "default", NO_PLUGINS, QUEUES, InstantSource.system())) {
            await().until(() -> catalog.find("a").isPresent());
            Path moved = directory.resolveSibling(directory.getFileName() + "-moved");
            Files.move(directory, moved);
            await().until(() -> !catalog.contact().inTouch());
            assertThat(catalog.find("a")).isPresent();
            Files.move(moved, directory);
            await().until(() -> catalog.contact().inTouch());
        }
    }

    @Test
    void shouldNameTheFileAndTheReasonInTheLog() throws IOException {
        write("bad.yaml", "retry: {max-attempts: 0}\n");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(DocumentLog.class);
        lines.start();
        logger.addAppender(lines);
        try {
            assertThat(new NamespaceDirectory(directory, "default", NO_PLUGINS, QUEUES).read())
                    .isEmpty();
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getKeyValuePairs().toString())
                        .contains("namespace=\"bad\"", "source=\"" + directory.resolve("bad.yaml"), "max-attempts: 0"));
    }

    @Test
    void shouldReadJsonAndYamlOfItsShardAlone() throws IOException {
        String yaml = "persistence_configurations.persistence_configuration: [{physical_storage.type: KAFKA}]\n";
        write("a.json", document("t"));
        write("b.yaml", yaml);
        write("c.d.yml", yaml);
        write("blue.yml", yaml + "shard: blue\n");
        write("notes.txt", "text");
        write(".hidden.json", document("t"));
        Files.createDirectory(directory.resolve("dir.json"));

        assertThat(new NamespaceDirectory(directory, "default", NO_PLUGINS, QUEUES).read())
                .containsOnlyKeys("a", "b", "c.d");
        assertThat(new NamespaceDirectory(directory, "blue", NO_PLUGINS, QUEUES).read())
                .containsOnlyKeys("blue");
    }

    @Test
    void shouldLeaveANamespaceAsItWasWhenItsFileIsNotValid() throws IOException {
        NamespaceDirectory namespaces = new NamespaceDirectory(directory, "default", NO_PLUGINS, QUEUES);
        write("a.json", document("t"));
        Map<String, NamespaceConfig> before = namespaces.read();

        for (String bad : new String[] {"", "{", "{\"colour\": 1}", "x".repeat(2 << 20)}) {
            write("a.json", bad);
            write("b.json", bad);
            assertThat(namespaces.read()).isEqualTo(before);
        }
        Files.delete(directory.resolve("b.json"));
        write("a.yaml", document("u"));
        assertThat(namespaces.read()).isEqualTo(before);
        Files.delete(directory.resolve("a.json"));
        assertThat(namespaces.read().get("a"))
                .isNotNull()
                .satisfies(config -> assertThat(config.revision()).isEqualTo(2));
    }

    @Test
    void shouldServeTheFirstOfTwoNamespacesThatWantOneQueue() throws IOException {
        NamespaceDirectory namespaces = new NamespaceDirectory(directory, "default", NO_PLUGINS, QUEUES);
        write("b.json", document("t"));
        assertThat(namespaces.read()).containsOnlyKeys("b");

        write("a.json", document("t"));
        assertThat(namespaces.read()).containsOnlyKeys("b");
        write("a.json", document("t-dlq"));
        assertThat(namespaces.read()).containsOnlyKeys("b");
        write("a.json", document("u"));
        assertThat(namespaces.read()).containsOnlyKeys("a", "b");

        write("a.json", document("t"));
        assertThat(namespaces.read().get("a"))
                .isNotNull()
                .satisfies(
                        config -> assertThat(config.queues().getFirst().names()).containsExactly("u"));
        Files.delete(directory.resolve("b.json"));
        assertThat(namespaces.read().get("a"))
                .isNotNull()
                .satisfies(
                        config -> assertThat(config.queues().getFirst().names()).containsExactly("t"));
    }

    private void write(String name, String text) throws IOException {
        // As one step, so that nobody sees a half of it.
        Path temporary = Files.writeString(directory.resolve(".writing"), text);
        Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
