package io.walgateway.config.document.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Collects what is wrong with a document: one problem for each value, the first that was found. */
public final class Problems {
    private static final int COUNT_MAX = 100;
    private static final int VALUE_LENGTH_MAX = 100;

    private final Map<String, DocumentProblem> found = new LinkedHashMap<>();

    public void add(Given given, String expectation) {
        add(given.pointer(), shown(given.node()), expectation);
    }

    public void absent(String pointer, String expectation) {
        add(pointer, "absent", expectation);
    }

    public void add(String pointer, String value, String expectation) {
        add(new DocumentProblem(pointer, value, expectation));
    }

    void unknownKey(Given given, Optional<String> nearest) {
        add(new DocumentProblem(given.pointer(), shown(given.node()), "a key that is known here", nearest));
    }

    public void add(DocumentProblem problem) {
        if (!isFull()) {
            found.putIfAbsent(problem.pointer(), problem);
        }
    }

    public boolean isFull() {
        return found.size() >= COUNT_MAX;
    }

    public int count() {
        return found.size();
    }

    public List<DocumentProblem> all() {
        return List.copyOf(found.values());
    }

    private static String shown(JsonNode node) {
        String json = node.toString();
        return json.length() <= VALUE_LENGTH_MAX ? json : json.substring(0, VALUE_LENGTH_MAX) + "...";
    }
}
