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

/** A namespace document that is valid. Does not contain the namespace's name. */
public final class NamespaceDocument {
    /** A document is read up to this size, in UTF-8. */
    public static final int BYTES_MAX = 1 << 20;

    private final ObjectNode canonical;
    private final Draft draft;

    NamespaceDocument(ObjectNode canonical, Draft draft) {
        this.canonical = canonical;
        this.draft = draft;
    }

    /**
     * Reads a document and checks it; the parts that belong to plugins are checked by those that are there.
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
     * YAML as the JSON that says the same, unchecked but for what only YAML can do wrong: aliases and, as in JSON, equal keys
     * are refused.
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

    /** What is wrong with a name for a namespace; empty: nothing. */
    public static Optional<String> problemWithName(String name) {
        return TextRule.NAME.allows(name)
                ? Optional.empty()
                : Optional.of("namespace name: " + name + " (expected: " + TextRule.NAME.expectation() + ")");
    }

    /**
     * What is wrong with this document for a namespace of this name alone: queues that are not named are called after the
     * namespace, and may be called like others then. Mostly empty.
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
     * @throws IllegalArgumentException when {@link #problemWithName} or {@link #problemsFor} has something against the name
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
     * The document in canonical spelling and order. Contains what was given and nothing else; reading it results in an
     * equal document.
     */
    public String toJson() {
        return DocumentText.write(canonical);
    }

    /** Equal are documents that say the same, however they were spelled. */
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
