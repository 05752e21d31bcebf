package io.walgateway.config.document;

import io.walgateway.config.document.node.DocumentProblem;
import java.util.List;

/** What reading a document ends with. */
public sealed interface Reading {

    /** The document can be stored and served. */
    record Valid(NamespaceDocument document) implements Reading {}

    /**
     * The text is not JSON (or YAML), or so much nested or ambiguous that it is not read as such.
     *
     * @param line   from 1; 0 when the place is not known
     * @param column from 1; 0 when the place is not known
     */
    record NotJson(String why, int line, int column) implements Reading {}

    /** Not a namespace document. At least one problem; all that were found, the first hundred at most. */
    record Invalid(List<DocumentProblem> problems) implements Reading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
