package io.walgateway.config.document;

import io.walgateway.core.namespace.QueueConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queue configuration, before the namespace's name is known, after which queues are called that have no name of their
 * own.
 *
 * @param object  how it was written
 * @param names   the key under which queues are named
 * @param deadLetterNames the key under which dead-letter queues are named
 */
record QueueDraft(
        GivenObject object,
        String type,
        String cluster,
        QueueNames names,
        QueueNames deadLetterNames,
        Map<String, String> settings) {

    static final String DEAD_LETTER_SUFFIX = "-dlq";

    /**
     * The names that a document gives, if it does.
     *
     * @param path the key under which they stand
     */
    record QueueNames(String path, Optional<List<String>> given) {}

    QueueConfig toConfig(String namespace) {
        List<String> queues = names.given().orElse(List.of(namespace));
        List<String> deadLetterQueues = deadLetterNames
                .given()
                .orElseGet(() ->
                        queues.stream().map(name -> name + DEAD_LETTER_SUFFIX).toList());
        return new QueueConfig(type, cluster, queues, deadLetterQueues, settings);
    }
}
