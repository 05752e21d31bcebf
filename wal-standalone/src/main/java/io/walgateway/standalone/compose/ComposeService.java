package io.walgateway.standalone.compose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One service of a compose file.
 *
 * @param node its definition in the file
 */
record ComposeService(String name, JsonNode node) {

    private static final Pattern PORT =
            Pattern.compile("(?:(?<host>[0-9.]+):)?(?:(?<published>\\$\\{[A-Z_]+:-\\d+}|\\d+):)?(?<inside>\\d+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?<name>[A-Z_]+):-(?<value>\\d+)}");

    /**
     * A port of the service that is published on the host.
     *
     * @param host     the address on which it listens; empty: all addresses
     * @param variable the environment variable that moves it
     */
    record Port(String host, Optional<String> variable, int published, int inside) {}

    /** True if its image is built here. */
    boolean isOurs() {
        return node.has("build");
    }

    String image() {
        return node.path("image").asString("");
    }

    List<String> texts(String key) {
        return node.path(key).valueStream().map(JsonNode::asString).toList();
    }

    /** Reads the short form with an address and a published port; any other form is absent. */
    Stream<Optional<Port>> ports() {
        return texts("ports").stream().map(ComposeService::port);
    }

    /** The services that it waits for, each with the condition. */
    Map<String, String> dependencies() {
        Map<String, String> dependencies = new TreeMap<>();
        node.path("depends_on")
                .properties()
                .forEach(dependency -> dependencies.put(
                        dependency.getKey(),
                        dependency.getValue().path("condition").asString("")));
        return dependencies;
    }

    /** The file or volume that is mounted at the target. */
    Optional<String> mountedAt(String target) {
        return texts("volumes").stream()
                .map(volume -> volume.split(":", -1))
                .filter(parts -> parts.length > 1 && parts[1].equals(target))
                .map(parts -> parts[0])
                .findFirst();
    }

    private static Optional<Port> port(String text) {
        Matcher port = PORT.matcher(text);
        if (!port.matches() || port.group("published") == null) {
            return Optional.empty();
        }
        Matcher variable = VARIABLE.matcher(port.group("published"));
        boolean movable = variable.matches();
        return Optional.of(new Port(
                Optional.ofNullable(port.group("host")).orElse(""),
                movable ? Optional.of(variable.group("name")) : Optional.empty(),
                Integer.parseInt(movable ? variable.group("value") : port.group("published")),
                Integer.parseInt(port.group("inside"))));
    }
}
