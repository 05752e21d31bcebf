package io.walgateway.config.document;

import io.walgateway.config.document.node.DocumentProblem;
import java.util.List;

/** The result of reading a document. */
public sealed interface Reading {

    /** The document can be stored and served. */
    record Valid(NamespaceDocument document) implements Reading {}

    /**
     * The text is not JSON (or YAML), or is nested too deeply or too ambiguous to be read as such.
     *
     * @param line   from 1; 0 when the place is not known
     * @param column from 1; 0 when the place is not known
     */
    record NotJson(String why, int line, int column) implements Reading {}

    /** Not a namespace document. Contains at least one problem, and at most the first hundred that were found. */
    record Invalid(List<DocumentProblem> problems) implements Reading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
