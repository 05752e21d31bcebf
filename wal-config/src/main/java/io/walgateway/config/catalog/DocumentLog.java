package io.walgateway.config.catalog;

import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.config.document.Reading;
import io.walgateway.core.namespace.NamespaceConfig;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns documents into configurations; an unusable document is logged with everything that is wrong with it. */
final class DocumentLog {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentLog.class);

    private DocumentLog() {}

    /**
     * Empty, after logging why, if the document gives no valid configuration for the namespace.
     *
     * @param source where the document is, for people: a file's path
     */
    static Optional<NamespaceConfig> config(String name, String source, long revision, Reading reading) {
        Optional<NamespaceDocument> document = document(name, source, reading);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        List<String> problems = NamespaceDocument.problemWithName(name)
                .map(List::of)
                .orElseGet(() -> document.get().problemsFor(name).stream()
                        .map(Object::toString)
                        .toList());
        if (!problems.isEmpty()) {
            refuse(name, source, problems);
            return Optional.empty();
        }
        return Optional.of(document.get().toConfig(name, revision));
    }

    static void refuse(String name, String source, List<String> problems) {
        LOG.atError()
                .addKeyValue("namespace", name)
                .addKeyValue("source", source)
                .addKeyValue("problems", problems)
                .log("Expected a valid namespace document, but it is not; what was valid before stays in use");
    }

    private static Optional<NamespaceDocument> document(String name, String source, Reading reading) {
        return switch (reading) {
            case Reading.Valid valid -> Optional.of(valid.document());
            case Reading.NotJson broken -> {
                refuse(
                        name,
                        source,
                        List.of(broken.why() + " in line " + broken.line() + ", column " + broken.column()));
                yield Optional.empty();
            }
            case Reading.Invalid invalid -> {
                refuse(
                        name,
                        source,
                        invalid.problems().stream().map(Object::toString).toList());
                yield Optional.empty();
            }
        };
    }
}
