package io.walgateway.config.document;

import io.walgateway.config.document.node.GivenObject;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueCapabilities;
import io.walgateway.core.queue.QueueProvider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A queue configuration, before the namespace's name is known, after which queues are called that have no name of their
 * own.
 *
 * @param object  how it was written
 * @param names   the key under which queues are named
 * @param deadLetterNames the key under which dead-letter queues are named
 * @param plugin  knows the queue's type; where none does here, one that allows everything
 */
record QueueDraft(
        GivenObject object,
        String type,
        String cluster,
        QueueNames names,
        QueueNames deadLetterNames,
        Map<String, String> settings,
        QueueProvider plugin) {
    /** Stands for the name of the namespace as long as that is not known. */
    private static final String ANY_NAMESPACE = "namespace";

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
                .orElseGet(() -> queues.stream().map(plugin::deadLetterName).toList());
        return new QueueConfig(type, cluster, queues, deadLetterQueues, settings);
    }

    /** How a type is written in {@code physical_storage}. */
    static String written(String type) {
        return type.toUpperCase(Locale.ROOT);
    }

    QueueCapabilities capabilities() {
        return capabilities(ANY_NAMESPACE);
    }

    /** In a namespace of this name. */
    QueueCapabilities capabilities(String namespace) {
        return plugin.capabilities(toConfig(namespace));
    }

    /** Of those alone among its queues. */
    QueueCapabilities capabilities(List<String> queues) {
        return plugin.capabilities(new QueueConfig(type, cluster, queues, List.of(), settings));
    }

    /** What the plugin has against the queues. */
    List<Violation> check() {
        return check(ANY_NAMESPACE);
    }

    /** In a namespace of this name. */
    List<Violation> check(String namespace) {
        return plugin.check(toConfig(namespace));
    }

    /**
     * How long a queue must keep what is written to it.
     *
     * @param delayMax the longest delay of a write
     * @param retries  all waits between attempts, one after another
     */
    Duration leastRetention(Duration delayMax, Duration retries) {
        Duration longest = delayMax.plus(retries);
        Duration most =
                capabilities().retention().filter(_ -> capabilities().renews()).orElse(Limits.DELAY_LIMIT);
        return longest.compareTo(most) > 0 ? most : longest;
    }

    /** How long a queue will keep it; empty: only its servers know. */
    Optional<Duration> retention() {
        return Optional.ofNullable(settings.get("retention"))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .or(() -> capabilities().retention());
    }
}
