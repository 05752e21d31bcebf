package io.walgateway.it.fuzz;

import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.config.document.Reading;
import io.walgateway.core.registry.Plugins;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A document is read, or refused with problems; one that was read is written as one that is read as equal. */
final class DocumentTarget implements FuzzTarget {
    private static final String NAME = "orders";

    private final Plugins plugins = Plugins.installed();

    @Override
    public List<byte[]> seeds() {
        return List.of(bytes("""
                {"persistence_configurations": {"persistence_configuration": [{
                  "physical_storage": {"type": "KAFKA"},
                  "config": {"partitions": 2, "targets": [
                    {"type": "kafka", "topic": "t", "name": "a"},
                    {"type": "cassandra", "keyspace": "k", "table": "t", "name": "b"},
                    {"type": "http", "url": "http://example.com/", "name": "c"}]}}]},
                 "ordering": "key", "retry": {"max-attempts": 3}, "writers": ["spiffe://a/b"]}
                """), bytes("""
                {"persistence_configurations": {"persistence_configuration": [{
                  "physical_storage": {"type": "SQS"},
                  "config": {"wal-queue": ["q"], "target": {"type": "grpc", "address": "a:1", "method": "s.S/M"}}}]}}
                """), bytes("""
                persistence_configurations:
                  persistence_configuration:
                    - physical_storage: {type: KAFKA}
                      config: {target: {type: evcache, cache: c}}
                shard: a
                """));
    }

    @Override
    public void feed(byte[] input) {
        check(NamespaceDocument.read(input, plugins));
        check(NamespaceDocument.readYaml(input, plugins));
    }

    private void check(Reading reading) {
        if (!(reading instanceof Reading.Valid(NamespaceDocument document))) {
            return;
        }
        if (document.problemsFor(NAME).isEmpty()) {
            document.toConfig(NAME, 1);
        }
        if (!NamespaceDocument.read(document.toJson(), plugins).equals(reading)) {
            throw new FuzzFinding("read as another document: " + document.toJson());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
