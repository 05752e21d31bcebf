package io.walgateway.config.document;

import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.config.document.node.Problems;
import io.walgateway.config.document.node.TextRule;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.registry.Plugins;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A valid namespace document. Does not contain the namespace's name. */
public final class NamespaceDocument {
    /** Largest document, in bytes of UTF-8. */
    public static final int BYTES_MAX = 1 << 20;

    private final ObjectNode canonical;
    private final Draft draft;

    NamespaceDocument(ObjectNode canonical, Draft draft) {
        this.canonical = canonical;
        this.draft = draft;
    }

    /**
     * Reads a document and checks it; the parts that belong to plugins are checked by the plugins present.
     *
     * @param json JSON in UTF-8
     */
    public static Reading read(byte[] json, Plugins plugins) {
        return read(json, DocumentText::json, plugins);
    }

    /** As {@link #read(byte[], Plugins)}. */
    public static Reading read(String json, Plugins plugins) {
        return read(json.getBytes(StandardCharsets.UTF_8), plugins);
    }

    /** As {@link #read(byte[], Plugins)}, for YAML. */
    public static Reading readYaml(byte[] yaml, Plugins plugins) {
        return read(yaml, DocumentText::yaml, plugins);
    }

    /**
     * Converts YAML to JSON with the same content. Checks only what is invalid in YAML itself: aliases and, as in JSON,
     * repeated keys are refused.
     *
     * @param yaml in UTF-8
     * @throws IllegalArgumentException with the place, when it cannot be read
     */
    public static String jsonOfYaml(byte[] yaml) {
        return switch (parse(yaml, DocumentText::yaml)) {
            case DocumentText.Parsed.Tree tree -> tree.root().toString();
            case DocumentText.Parsed.Repeated(String pointer) ->
                throw new IllegalArgumentException(repeated(pointer).toString());
            case DocumentText.Parsed.Broken broken ->
                throw new IllegalArgumentException("%s (line %d, column %d)"
                        .formatted(
                                broken.why().why(),
                                broken.why().line(),
                                broken.why().column()));
        };
    }

    /** Why a name is not valid for a namespace; empty if it is. */
    public static Optional<String> problemWithName(String name) {
        return TextRule.NAME.allows(name)
                ? Optional.empty()
                : Optional.of("namespace name: " + name + " (expected: " + TextRule.NAME.expectation() + ")");
    }

    /**
     * The problems of this document that depend on the namespace's name: queues without a name are named after the
     * namespace, and may then clash with others. Usually empty.
     */
    public List<DocumentProblem> problemsFor(String name) {
        Problems problems = new Problems();
        QueueClashes.find(draft.queues(), name, problems);
        CapabilityRules.checkName(draft.queues(), name, problems);
        draft.queues().forEach(queue -> QueueReader.note(queue, queue.check(name), problems));
        return problems.all();
    }

    /**
     * The configuration for a namespace.
     *
     * @throws IllegalArgumentException when {@link #problemWithName} or {@link #problemsFor} finds a problem with the
     *     name
     */
    public NamespaceConfig toConfig(String name, long revision) {
        problemWithName(name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (!problemsFor(name).isEmpty()) {
            throw new IllegalArgumentException(problemsFor(name).getFirst().toString());
        }
        return draft.toConfig(name, revision);
    }

    /** The shard that the document names. */
    public String shard() {
        return draft.shard();
    }

    /**
     * The document in canonical spelling and order. Contains exactly what was given; reading it results in an equal
     * document.
     */
    public String toJson() {
        return DocumentText.write(canonical);
    }

    /** Documents are equal if they have the same content, however it was spelled. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamespaceDocument document && canonical.equals(document.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        return canonical.toString();
    }

    private static Reading read(byte[] bytes, Function<String, DocumentText.Parsed> parse, Plugins plugins) {
        if (bytes.length > BYTES_MAX) {
            return new Reading.Invalid(
                    List.of(new DocumentProblem("", bytes.length + " bytes", "at most " + BYTES_MAX + " bytes")));
        }
        return switch (parse(bytes, parse)) {
            case DocumentText.Parsed.Tree tree -> DocumentReader.read(tree.root(), plugins);
            case DocumentText.Parsed.Repeated(String pointer) -> new Reading.Invalid(List.of(repeated(pointer)));
            case DocumentText.Parsed.Broken broken -> broken.why();
        };
    }

    private static DocumentProblem repeated(String pointer) {
        return new DocumentProblem(pointer, "given twice", "one member of this name");
    }

    private static DocumentText.Parsed parse(byte[] bytes, Function<String, DocumentText.Parsed> parse) {
        try {
            return parse.apply(DocumentText.decode(bytes));
        } catch (CharacterCodingException e) {
            return new DocumentText.Parsed.Broken(new Reading.NotJson("the text is not UTF-8", 0, 0));
        }
    }
}
