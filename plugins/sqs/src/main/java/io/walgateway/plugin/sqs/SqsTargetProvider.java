package io.walgateway.plugin.sqs;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueAddress;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** SQS queues as targets. */
public final class SqsTargetProvider implements TargetProvider {
    private static final Set<String> PROPERTIES = Set.of(SqsTargetClient.QUEUE, SqsTargetClient.CLUSTER);
    private static final String QUEUE_EXPECTATION =
            SqsNames.EXPECTATION + "; or the address of a queue, https://host/account/name";

    @Override
    public String type() {
        return "sqs";
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        List<Violation> violations = new ArrayList<>();
        String queue = address.properties().get(SqsTargetClient.QUEUE);
        if (queue == null) {
            violations.add(new Violation("/queue", "absent", QUEUE_EXPECTATION));
        } else if (!SqsNames.isLegal(queue) && !isAddress(queue)) {
            violations.add(new Violation("/queue", QueueRules.shortened(queue), QUEUE_EXPECTATION));
        }
        if (SqsTargetClient.cluster(address).isBlank()) {
            violations.add(new Violation("/cluster", "empty", "the name of an SQS cluster"));
        }
        address.properties().keySet().stream()
                .filter(key -> !PROPERTIES.contains(key))
                .sorted()
                .forEach(key ->
                        violations.add(new Violation("/" + QueueRules.shortened(key), "unknown", "queue or cluster")));
        return List.copyOf(violations);
    }

    /** An address of a queue leads to the cluster's own servers, or to others that nobody here knows. */
    @Override
    public Optional<QueueAddress> queue(TargetAddress address, PluginContext context) {
        String servers = new SqsQueueProvider().servers(SqsTargetClient.cluster(address), context);
        return Optional.ofNullable(address.properties().get(SqsTargetClient.QUEUE))
                .filter(queue -> !isAddress(queue) || servers.startsWith(origin(queue)))
                .map(queue -> new QueueAddress(type(), servers, queue.substring(queue.lastIndexOf('/') + 1)));
    }

    private static String origin(String queue) {
        URI uri = URI.create(queue);
        return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new SqsTargetClient(SqsSettings.of(context), context.clock());
    }

    private static boolean isAddress(String queue) {
        try {
            URI uri = URI.create(queue);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && SqsNames.isLegal(queue.substring(queue.lastIndexOf('/') + 1));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
