package io.walgateway.plugin.sqs;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueAddress;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.plugin.sqs.admin.QueueRules;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import io.walgateway.plugin.sqs.cluster.SqsSettings;
import io.walgateway.plugin.sqs.target.SqsTargetClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQS queues as targets. */
public final class SqsTargetProvider implements TargetProvider {
    private static final Set<String> PROPERTIES = Set.of(SqsTargetClient.QUEUE, SqsTargetClient.CLUSTER);
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?/[A-Za-z0-9_-]+/([A-Za-z0-9_.-]+)");
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

    /** Requests go to the cluster's own servers, whatever host the address of a queue names. */
    @Override
    public Optional<QueueAddress> queue(TargetAddress address, PluginContext context) {
        String servers = new SqsQueueProvider().servers(SqsTargetClient.cluster(address), context);
        return Optional.ofNullable(address.properties().get(SqsTargetClient.QUEUE))
                .map(queue -> new QueueAddress(type(), servers, queue.substring(queue.lastIndexOf('/') + 1)));
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new SqsTargetClient(SqsSettings.of(context), context.clock());
    }

    /** True if the text has no parts but those of an address: text after the name would hide which queue it is. */
    private static boolean isAddress(String queue) {
        Matcher parts = ADDRESS.matcher(queue);
        return parts.matches() && SqsNames.isLegal(parts.group(1));
    }
}
