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
 * A queue configuration before the namespace's name is known; queues without a name of their own are named after it.
 *
 * @param object          as it was written
 * @param names           the key under which queues are named
 * @param deadLetterNames the key under which dead-letter queues are named
 * @param plugin          the plugin of the queue's type; if there is none here, one that allows everything
 */
record QueueDraft(
        GivenObject object,
        String type,
        String cluster,
        QueueNames names,
        QueueNames deadLetterNames,
        Map<String, String> settings,
        QueueProvider plugin) {
    /** Stands for the namespace's name while that is unknown. */
    private static final String ANY_NAMESPACE = "namespace";

    /**
     * The names that a document gives, if any.
     *
     * @param path the key that holds them
     */
    record QueueNames(String path, Optional<List<String>> given) {}

    QueueConfig toConfig(String namespace) {
        List<String> queues = names.given().orElse(List.of(namespace));
        List<String> deadLetterQueues = deadLetterNames
                .given()
                .orElseGet(() -> queues.stream().map(plugin::deadLetterName).toList());
        return new QueueConfig(type, cluster, queues, deadLetterQueues, settings);
    }

    /** The spelling of a type in {@code physical_storage}. */
    static String written(String type) {
        return type.toUpperCase(Locale.ROOT);
    }

    QueueCapabilities capabilities() {
        return capabilities(ANY_NAMESPACE);
    }

    /** The capabilities in a namespace of this name. */
    QueueCapabilities capabilities(String namespace) {
        return plugin.capabilities(toConfig(namespace));
    }

    /** The capabilities of these queues alone. */
    QueueCapabilities capabilities(List<String> queues) {
        return plugin.capabilities(new QueueConfig(type, cluster, queues, List.of(), settings));
    }

    /** The plugin's violations for the queues. */
    List<Violation> check() {
        return check(ANY_NAMESPACE);
    }

    /** The same in a namespace of this name. */
    List<Violation> check(String namespace) {
        return plugin.check(toConfig(namespace));
    }

    /**
     * How long a queue must keep a written message.
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

    /** How long a queue will keep a message; empty: only its servers know. */
    Optional<Duration> retention() {
        return Optional.ofNullable(settings.get("retention"))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .or(() -> capabilities().retention());
    }
}
