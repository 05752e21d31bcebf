package io.walgateway.testkit.fake.target;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueAddress;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.core.target.TargetReview;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Targets that answer by script, one for each {@code name}, which may be absent. Targets with the same {@code endpoint}
 * are away together. A target with a {@code queue} stands for the queue with this name. All clients share the targets,
 * so a test can restart the component under test.
 */
public final class ScriptedTargetProvider implements TargetProvider {
    /** The type of targets that were given no other one. */
    public static final String TYPE = "scripted";

    private static final Set<String> KNOWN = Set.of("name", "endpoint", "queue");

    private final String type;
    private final InstantSource clock;
    private final Map<String, ScriptedTarget> targets = new ConcurrentHashMap<>();
    private volatile TargetReview review = TargetReview.NOTHING;

    public ScriptedTargetProvider(InstantSource clock) {
        this(TYPE, clock);
    }

    /** Stands in for targets of this type; the clock gives the times of attempts. */
    public ScriptedTargetProvider(String type, InstantSource clock) {
        this.type = type;
        this.clock = clock;
    }

    /** The target without a name. */
    public ScriptedTarget target() {
        return target("");
    }

    /** The target with this name. */
    public ScriptedTarget target(String name) {
        return targets.computeIfAbsent(name, unknown -> new ScriptedTarget(clock));
    }

    /** An address of the target with this name. */
    public TargetAddress address(String name) {
        return new TargetAddress(type, name.isEmpty() ? Map.of() : Map.of("name", name));
    }

    /** The result of every review of one of these targets from now on. */
    public void reviewing(TargetReview found) {
        review = found;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return address.properties().entrySet().stream()
                .filter(property -> !KNOWN.contains(property.getKey()))
                .map(property -> new Violation("/" + property.getKey(), property.getValue(), "name, endpoint or queue"))
                .toList();
    }

    @Override
    public Optional<QueueAddress> queue(TargetAddress address, PluginContext context) {
        return Optional.ofNullable(address.properties().get("queue"))
                .map(name -> new QueueAddress(type, "default", name));
    }

    @Override
    public TargetClient open(PluginContext context) {
        return new ScriptedTargetClient();
    }

    private final class ScriptedTargetClient implements TargetClient {
        @Override
        public Target target(TargetAddress address) {
            return ScriptedTargetProvider.this.target(address.properties().getOrDefault("name", ""));
        }

        @Override
        public String endpoint(TargetAddress address) {
            return type + ":" + address.properties().getOrDefault("endpoint", "default");
        }

        @Override
        public TargetReview review(TargetAddress address, Duration ageMax) {
            return review;
        }

        @Override
        public void close() {}
    }
}
