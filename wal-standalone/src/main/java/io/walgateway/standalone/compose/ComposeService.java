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
 * @param node what the file says of it
 */
record ComposeService(String name, JsonNode node) {

    private static final Pattern PORT =
            Pattern.compile("(?:(?<host>[0-9.]+):)?(?:(?<published>\\$\\{[A-Z_]+:-\\d+}|\\d+):)?(?<inside>\\d+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?<name>[A-Z_]+):-(?<value>\\d+)}");

    /**
     * A port of the service that the machine has, too.
     *
     * @param host where it listens; empty: everywhere
     * @param variable the environment's, which moves it
     */
    record Port(String host, Optional<String> variable, int published, int inside) {}

    /** Whether its image is built here. */
    boolean isOurs() {
        return node.has("build");
    }

    String image() {
        return node.path("image").asString("");
    }

    List<String> texts(String key) {
        return node.path(key).valueStream().map(JsonNode::asString).toList();
    }

    /** Only the short form, with an address and a published port, is understood; anything else is absent. */
    Stream<Optional<Port>> ports() {
        return texts("ports").stream().map(ComposeService::port);
    }

    /** What it waits for, with the condition. */
    Map<String, String> dependencies() {
        Map<String, String> dependencies = new TreeMap<>();
        node.path("depends_on")
                .properties()
                .forEach(dependency -> dependencies.put(
                        dependency.getKey(),
                        dependency.getValue().path("condition").asString("")));
        return dependencies;
    }

    /** The file or volume that is mounted there. */
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
