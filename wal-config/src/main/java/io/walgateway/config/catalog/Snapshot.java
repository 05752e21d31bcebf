package io.walgateway.config.catalog;

import io.walgateway.config.ExactJson;
import io.walgateway.core.namespace.TargetEras;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The last good copy of a control plane's state, in a file of two lines: an answer to a watch, and its SHA-256. Always
 * replaced as a whole, so that it survives a crash at any moment.
 */
final class Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
    private static final JsonMapper JSON = ExactJson.MAPPER;

    private final Path file;

    /** One file for each shard. */
    Snapshot(Path directory, String shard) {
        this.file = directory.resolve("namespaces-" + shard + ".snapshot");
    }

    /** Empty if there is none, or if it is damaged, which is logged. */
    Optional<WatchAnswer> read() {
        try {
            String[] lines = Files.readString(file).split("\n", -1);
            if (lines.length < 2 || !checksum(lines[0]).equals(lines[1])) {
                throw new IOException("Expected content and its checksum, but they do not fit");
            }
            return Optional.of(WatchAnswer.read(lines[0]));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("file", file)
                    .setCause(e)
                    .log("Expected the last good copy of all namespaces, but it is damaged: ignored");
            return Optional.empty();
        }
    }

    /** A failure to write is logged; the copy is then older than what is served. */
    void write(long revision, Collection<Change.Put> namespaces) {
        String content = content(revision, namespaces);
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            writeDurably(temporary, content + "\n" + checksum(content) + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("file", file)
                    .setCause(e)
                    .log("Expected to keep a copy of all namespaces, but it could not be written");
        }
    }

    private static String content(long revision, Collection<Change.Put> namespaces) {
        ObjectNode root = JSON.createObjectNode().put("revision", revision);
        ArrayNode list = root.putArray("namespaces");
        for (Change.Put put : namespaces) {
            ObjectNode namespace = list.addObject()
                    .put("name", put.name())
                    .put("revision", put.revision())
                    .put("shard", put.shard());
            if (put.ending()) {
                namespace.put("ending", true);
            }
            namespace.set("document", JSON.readTree(put.document()));
            namespace.set("earlier", earlier(put.earlier()));
            ArrayNode eras = namespace.putArray("target_eras");
            for (TargetEras.Era era : put.targetEras().eras()) {
                ArrayNode targets = eras.addObject().put("since", era.since()).putArray("targets");
                era.targets().stream().sorted().forEach(targets::add);
            }
        }
        return root.toString();
    }

    private static ArrayNode earlier(List<Change.Earlier> documents) {
        ArrayNode list = JSON.createArrayNode();
        for (Change.Earlier one : documents) {
            list.addObject()
                    .put("until", one.until())
                    .put("drained", one.drained())
                    .set("document", JSON.readTree(one.document()));
        }
        return list;
    }

    /** Does not use a channel, which an interrupt would close in the middle of a write when the catalog is closed. */
    private static void writeDurably(Path path, String text) throws IOException {
        try (FileOutputStream out = new FileOutputStream(path.toFile())) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
    }

    private static String checksum(String content) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
