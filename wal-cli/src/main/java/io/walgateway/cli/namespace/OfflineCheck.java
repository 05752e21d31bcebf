package io.walgateway.cli.namespace;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.config.document.Reading;
import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.core.registry.Plugins;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Applies all rules that need nothing but the document. The rules of plugins are those of the plugins on this class
 * path.
 */
final class OfflineCheck {

    private OfflineCheck() {}

    /**
     * Returns the document.
     *
     * @param origin the source of the text, for the error
     * @throws CliException with all that is wrong
     */
    static NamespaceDocument require(String origin, String json, String name) {
        NamespaceDocument.problemWithName(name).ifPresent(problem -> {
            throw CliException.misused(problem);
        });
        return switch (NamespaceDocument.read(json, Plugins.installed())) {
            case Reading.Valid(NamespaceDocument document) -> {
                requireNone(origin, document.problemsFor(name));
                yield document;
            }
            case Reading.Invalid(List<DocumentProblem> problems) -> throw invalid(origin, problems);
            case Reading.NotJson(String why, int line, int column) ->
                throw CliException.misused(
                        "%s is not JSON: %s (line %d, column %d)".formatted(origin, why, line, column));
        };
    }

    private static void requireNone(String origin, List<DocumentProblem> problems) {
        if (!problems.isEmpty()) {
            throw invalid(origin, problems);
        }
    }

    private static CliException invalid(String origin, List<DocumentProblem> problems) {
        return new CliException(problems.stream()
                .map(DocumentProblem::toString)
                .collect(Collectors.joining("\n     ", origin + " is not valid\n     ", "")));
    }
}
