package io.walgateway.config.catalog;

import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.config.document.Reading;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueNames;
import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a directory again and again, and remembers the last valid configuration of each namespace. */
final class NamespaceDirectory {
    private static final Pattern FILE = Pattern.compile("[^.].*\\.(json|yaml|yml)");

    private final Path directory;
    private final String shard;
    private final Plugins plugins;
    private final QueueNames queues;
    private Map<String, Seen> seen = Map.of();

    /**
     * The content of a file, and the last configurations read from it.
     *
     * @param wanted  the last valid configuration
     * @param served  the same, or an earlier one if the wanted one uses another namespace's queues
     * @param refusal why the two differ
     */
    private record Seen(
            Content content,
            Optional<NamespaceConfig> wanted,
            long revision,
            Optional<NamespaceConfig> served,
            Optional<String> refusal) {
        static final Seen NONE =
                new Seen(Content.none("", ""), Optional.empty(), 0, Optional.empty(), Optional.empty());

        Seen holds(Content other, Optional<NamespaceConfig> config) {
            return config.isPresent()
                    ? new Seen(other, config, revision + 1, served, refusal)
                    : new Seen(other, wanted, revision, served, refusal);
        }

        Seen isServed() {
            return new Seen(content, wanted, revision, wanted, Optional.empty());
        }

        Seen isRefused(String why) {
            return new Seen(content, wanted, revision, served, Optional.of(why));
        }
    }

    /** The document of a namespace: text in a format, or the reason why there is none. */
    private record Content(String source, String format, ByteBuffer bytes, Optional<String> problem) {
        static Content none(String source, String problem) {
            return new Content(source, "", ByteBuffer.allocate(0), Optional.of(problem));
        }
    }

    /** @param queues finds the owners of queues */
    NamespaceDirectory(Path directory, String shard, Plugins plugins, QueueNames queues) {
        this.directory = directory;
        this.shard = shard;
        this.plugins = plugins;
        this.queues = queues;
    }

    /** The namespaces of the shard, each with its last valid configuration. */
    Map<String, NamespaceConfig> read() throws IOException {
        Map<String, Seen> now = new TreeMap<>();
        for (Map.Entry<String, List<Path>> file : files().entrySet()) {
            now.put(file.getKey(), read(file.getKey(), content(file.getValue())));
        }
        admit(now);
        seen = now;
        Map<String, NamespaceConfig> namespaces = new HashMap<>();
        now.forEach((name, one) -> one.served()
                .filter(config -> config.shard().equals(shard))
                .ifPresent(config -> namespaces.put(name, config)));
        return namespaces;
    }

    /**
     * Namespaces that are already served keep their queues. If two new ones want the same queue, the first by name gets
     * it.
     */
    private void admit(Map<String, Seen> now) {
        if (now.values().stream().allMatch(one -> one.wanted().equals(one.served()))) {
            return;
        }
        QueueAdmission admission = new QueueAdmission(queues);
        now.values().forEach(one -> one.served().ifPresent(admission::keep));
        now.replaceAll((name, one) -> one.wanted().equals(one.served())
                ? one
                : one.wanted()
                        .flatMap(admission::admit)
                        .map(why -> refused(name, one, why))
                        .orElseGet(one::isServed));
    }

    private static Seen refused(String name, Seen one, String why) {
        if (!one.refusal().equals(Optional.of(why))) {
            DocumentLog.refuse(name, one.content().source(), List.of(why));
        }
        return one.isRefused(why);
    }

    private Map<String, List<Path>> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> FILE.matcher(fileName(file)).matches() && Files.isRegularFile(file))
                    .sorted()
                    .collect(Collectors.groupingBy(
                            file -> fileName(file).substring(0, fileName(file).lastIndexOf('.'))));
        }
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Content content(List<Path> files) {
        if (files.size() > 1) {
            return Content.none(files.toString(), "several files for one namespace");
        }
        Path file = files.getFirst();
        // One byte beyond the limit is enough to see that a document is too large.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(NamespaceDocument.BYTES_MAX + 1);
            String format = fileName(file).substring(fileName(file).lastIndexOf('.') + 1);
            return new Content(file.toString(), format, ByteBuffer.wrap(bytes), Optional.empty());
        } catch (IOException e) {
            return Content.none(file.toString(), Reasons.of(e));
        }
    }

    private Seen read(String name, Content content) {
        Seen before = seen.getOrDefault(name, Seen.NONE);
        return content.equals(before.content())
                ? before
                : before.holds(content, config(name, before.revision() + 1, content));
    }

    private Optional<NamespaceConfig> config(String name, long revision, Content content) {
        if (content.problem().isPresent()) {
            DocumentLog.refuse(name, content.source(), List.of(content.problem().get()));
            return Optional.empty();
        }
        byte[] bytes = content.bytes().array();
        Reading reading = content.format().equals("json")
                ? NamespaceDocument.read(bytes, plugins)
                : NamespaceDocument.readYaml(bytes, plugins);
        return DocumentLog.config(name, content.source(), revision, reading);
    }
}
