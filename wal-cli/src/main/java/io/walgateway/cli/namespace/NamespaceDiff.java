package io.walgateway.cli.namespace;

import io.walgateway.cli.option.ControlPlaneOptions;
import io.walgateway.cli.option.DocumentFile;
import io.walgateway.cli.rest.ControlPlane;
import io.walgateway.cli.terminal.ExitCode;
import io.walgateway.cli.terminal.Terminal;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares a document with the stored one. */
@Command(
        name = "diff",
        description =
                "Show where a document differs from the one that is stored; spelling and order are no difference.",
        footer = "A line with - is stored, a line with + is in the file. Exit code 0: no difference; 3: they differ.")
final class NamespaceDiff implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ControlPlaneOptions controlPlane = new ControlPlaneOptions();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "Which.")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "JSON or YAML; - for standard input.")
    private String file = "";

    NamespaceDiff(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String given =
                OfflineCheck.require(file, DocumentFile.read(file), namespace).toJson();
        Map<String, JsonNode> after = new TreeMap<>();
        leaves("", JsonMapper.shared().readTree(given), after);
        Map<String, JsonNode> before = new TreeMap<>();
        leaves(
                "",
                controlPlane
                        .connect()
                        .get(ControlPlane.path("namespaces", namespace))
                        .path("document"),
                before);
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        ArrayNode differences = answer.putArray("differences");
        TreeSet<String> pointers = new TreeSet<>(before.keySet());
        pointers.addAll(after.keySet());
        pointers.stream()
                .filter(pointer ->
                        !before.getOrDefault(pointer, absent()).equals(after.getOrDefault(pointer, absent())))
                .forEach(pointer -> differ(pointer, before, after, differences.addObject()));
        if (controlPlane.json()) {
            terminal.json(answer);
        }
        return (differences.isEmpty() ? ExitCode.DONE : ExitCode.NO).code();
    }

    private void differ(
            String pointer, Map<String, JsonNode> before, Map<String, JsonNode> after, ObjectNode difference) {
        difference.put("pointer", pointer);
        if (before.containsKey(pointer)) {
            difference.set("stored", before.get(pointer));
            show("- ", pointer, before.get(pointer));
        }
        if (after.containsKey(pointer)) {
            difference.set("given", after.get(pointer));
            show("+ ", pointer, after.get(pointer));
        }
    }

    private void show(String sign, String pointer, JsonNode value) {
        if (!controlPlane.json()) {
            terminal.say(sign + (pointer.isEmpty() ? "document" : pointer) + ": " + value);
        }
    }

    private static JsonNode absent() {
        return JsonMapper.shared().missingNode();
    }

    private static void leaves(String pointer, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(property ->
                            leaves(pointer + "/" + escaped(property.getKey()), property.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                leaves(pointer + "/" + i, node.get(i), leaves);
            }
        } else {
            leaves.put(pointer, node);
        }
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
