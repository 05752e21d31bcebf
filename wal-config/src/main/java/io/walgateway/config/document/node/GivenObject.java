package io.walgateway.config.document.node;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/** An object of a document, with its keys matched against the known ones. */
public final class GivenObject {
    private final String pointer;
    private final KeyTable table;
    private final boolean open;
    private final Problems problems;
    private final Map<String, Given> values = new HashMap<>();
    private final Map<String, Given> properties = new TreeMap<>();
    private final Map<String, String> containers = new HashMap<>();
    private final Map<String, JsonNode> written = new LinkedHashMap<>();

    /** Refuses keys that are not in the table. */
    public static GivenObject closed(Given given, KeyTable table, Problems problems) {
        return new GivenObject(given, table, false, problems);
    }

    /** Accepts keys that are not in the table as properties. */
    public static GivenObject open(Given given, KeyTable table, Problems problems) {
        return new GivenObject(given, table, true, problems);
    }

    private GivenObject(Given given, KeyTable table, boolean open, Problems problems) {
        this.pointer = given.pointer();
        this.table = table;
        this.open = open;
        this.problems = problems;
        if (given.node().isObject()) {
            match("", given);
        } else {
            problems.add(given, "an object");
        }
    }

    public Problems problems() {
        return problems;
    }

    public String pointer() {
        return pointer;
    }

    public Optional<Given> get(String path) {
        return Optional.ofNullable(values.get(path));
    }

    public boolean isEmpty() {
        return values.isEmpty() && properties.isEmpty();
    }

    /** The members that are not in the table, with nested keys joined by dots; text, numbers and booleans only. */
    public Map<String, Given> properties() {
        return properties;
    }

    /** Where a value is, or would be. */
    public String pointerTo(String path) {
        Given given = values.get(path);
        if (given != null) {
            return given.pointer();
        }
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String container = containers.get(KeyTable.words(path.substring(0, slash)));
            if (container != null) {
                return container + path.substring(slash);
            }
        }
        return pointer + "/" + path;
    }

    /**
     * Where a value is, or would be, that a JSON pointer addresses relative to a container.
     *
     * @param relative in canonical spelling, such as {@code /wal-kafka-topics/0}
     */
    public String pointerTo(String container, String relative) {
        String path = container + relative;
        for (int slash = path.length(); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Optional<String> known = table.find(KeyTable.words(path.substring(0, slash)));
            if (known.isPresent()) {
                return pointerTo(known.get()) + path.substring(slash);
            }
        }
        return pointerTo(path);
    }

    /** Sets a canonical value that differs from the given one. */
    public void write(String path, JsonNode node) {
        written.put(path, node);
    }

    /** The object in its canonical spelling and order. */
    public ObjectNode canonical() {
        ObjectNode canonical = JsonNodeFactory.instance.objectNode();
        for (String path : table.paths()) {
            Given given = values.get(path);
            if (given != null) {
                place(canonical, path, written.getOrDefault(path, given.node()));
            }
        }
        properties.forEach((key, given) -> canonical.set(key, given.node()));
        return canonical;
    }

    private static void place(ObjectNode root, String path, JsonNode value) {
        ObjectNode at = root;
        String[] keys = path.split("/", -1);
        for (int i = 0; i < keys.length - 1; i++) {
            at = at.get(keys[i]) instanceof ObjectNode there ? there : at.putObject(keys[i]);
        }
        at.set(keys[keys.length - 1], value);
    }

    private void match(String containerWords, Given object) {
        for (Map.Entry<String, JsonNode> member : object.node().properties()) {
            if (problems.isFull()) {
                return;
            }
            String ownWords = KeyTable.words(member.getKey());
            String words = containerWords.isEmpty() || ownWords.isEmpty() ? ownWords : containerWords + " " + ownWords;
            Given given = new Given(member.getValue(), object.pointer() + "/" + Given.escape(member.getKey()));
            Optional<String> path = table.find(words);
            if (path.isPresent()) {
                takeValue(path.get(), given);
            } else if (mayContain(words, given.node())) {
                takeContainer(words, given);
            } else if (open && containerWords.isEmpty()) {
                takeProperty(member.getKey(), given);
            } else {
                problems.unknownKey(given, table.nearest(containerWords, ownWords));
            }
        }
    }

    private boolean mayContain(String words, JsonNode node) {
        return table.isObject(words) || (node.isObject() && table.hasBeneath(words));
    }

    private void takeValue(String path, Given given) {
        Given other = values.putIfAbsent(path, given);
        if (other != null) {
            problems.add(
                    given, "one value for " + path.replace('/', '.') + ", which stands at " + other.pointer() + " too");
        }
    }

    private void takeContainer(String words, Given given) {
        String other = containers.putIfAbsent(words, given.pointer());
        if (!given.node().isObject()) {
            problems.add(given, "an object");
        } else if (other != null) {
            problems.add(given, "one object in one spelling, which stands at " + other + " too");
        } else {
            match(words, given);
        }
    }

    private void takeProperty(String name, Given given) {
        JsonNode node = given.node();
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(member -> takeProperty(
                            name + "." + member.getKey(),
                            new Given(member.getValue(), given.pointer() + "/" + Given.escape(member.getKey()))));
        } else if (node.isString() || node.isBoolean() || isFinite(node)) {
            Given other = properties.putIfAbsent(name, given);
            if (other != null) {
                problems.add(given, "one value for " + name + ", which stands at " + other.pointer() + " too");
            }
        } else {
            problems.add(given, "text, a number, true or false");
        }
    }

    private static boolean isFinite(JsonNode node) {
        return node instanceof NumericNode number
                && !number.isNaN()
                && Double.isFinite(number.decimalValue().doubleValue());
    }
}
