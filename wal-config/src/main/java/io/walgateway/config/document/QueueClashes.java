package io.walgateway.config.document;

import io.walgateway.config.document.QueueDraft.QueueNames;
import io.walgateway.config.document.node.Problems;
import io.walgateway.core.namespace.QueueConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds queues that one namespace names twice, as two queues or as a queue and a dead-letter queue. */
final class QueueClashes {
    private QueueClashes() {}

    /** Finds the clashes if the namespace has this name; queues without a name are named after it. */
    static void find(List<QueueDraft> drafts, String namespace, Problems problems) {
        Set<String> queues = new HashSet<>();
        for (QueueDraft draft : drafts) {
            QueueConfig config = draft.toConfig(namespace);
            for (int i = 0; i < config.names().size(); i++) {
                if (!queues.add(place(config, config.names().get(i)))) {
                    note(
                            draft,
                            draft.names(),
                            i,
                            config.names().get(i),
                            "a queue that is not configured twice",
                            problems);
                }
            }
        }
        for (QueueDraft draft : drafts) {
            QueueConfig config = draft.toConfig(namespace);
            for (int i = 0; i < config.deadLetterNames().size(); i++) {
                String name = config.deadLetterNames().get(i);
                if (queues.contains(place(config, name))) {
                    String expectation = "a dead-letter queue that is not a queue of this namespace";
                    note(draft, draft.deadLetterNames(), i, name, expectation, problems);
                }
            }
        }
    }

    private static String place(QueueConfig config, String name) {
        return config.type() + "/" + config.cluster() + "/" + name;
    }

    private static void note(
            QueueDraft draft, QueueNames names, int index, String name, String expectation, Problems problems) {
        String pointer = draft.object().pointerTo(names.path());
        problems.add(names.given().isPresent() ? pointer + "/" + index : pointer, "\"" + name + "\"", expectation);
    }
}
