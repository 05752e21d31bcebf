package io.walgateway.plugin.sqs;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.component.SqsEndpoint;
import io.walgateway.testkit.contract.TargetProviderContract;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SqsTargetContractIT extends TargetProviderContract {
    private static final String QUEUE = Components.uniqueName("target");
    private static final QueueContents CONTENTS =
            new QueueContents(Components.sqs().settings());

    @BeforeAll
    static void createQueue() {
        CONTENTS.create(QUEUE);
    }

    @AfterAll
    static void close() {
        CONTENTS.close();
    }

    @Override
    protected TargetProvider provider() {
        return new SqsTargetProvider();
    }

    @Override
    protected PluginContext context() {
        return new PluginContext(Components.sqs().settings(), InstantSource.system(), "contract");
    }

    @Override
    protected PluginContext contextAt(InetSocketAddress address) {
        String url = "http://127.0.0.1:" + address.getPort();
        Map<String, String> settings = new HashMap<>(SqsEndpoint.settings(url));
        settings.put("append-timeout", "1s");
        return new PluginContext(settings, InstantSource.system(), "contract");
    }

    @Override
    protected TargetAddress address() {
        return new TargetAddress("sqs", Map.of("queue", QUEUE));
    }

    @Override
    protected TargetAddress absentAddress() {
        return new TargetAddress("sqs", Map.of("queue", "nobody-made-it"));
    }

    @Override
    protected Map<TargetAddress, String> malformedAddresses() {
        return Map.of(
                new TargetAddress("sqs", Map.of()), "/queue",
                new TargetAddress("sqs", Map.of("queue", "with.dot")), "/queue",
                new TargetAddress("sqs", Map.of("queue", "ftp://host/1/name")), "/queue",
                new TargetAddress("sqs", Map.of("queue", "https://host/1/not a name")), "/queue",
                new TargetAddress("sqs", Map.of("queue", "a".repeat(81))), "/queue",
                new TargetAddress("sqs", Map.of("queue", "q", "cluster", " ")), "/cluster",
                new TargetAddress("sqs", Map.of("queue", "q", "topic", "t")), "/topic");
    }

    @Override
    protected Bytes payload(String marker) {
        return Bytes.utf8(marker);
    }

    @Override
    protected int delivered(String marker) {
        return CONTENTS.count(QUEUE, marker);
    }

    @Override
    protected int shownWhenDeliveredTwice() {
        return 2;
    }
}
