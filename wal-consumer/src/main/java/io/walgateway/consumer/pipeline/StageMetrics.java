package io.walgateway.consumer.pipeline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.walgateway.core.delivery.Stage;
import io.walgateway.core.delivery.StageReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The meters of all messages that the process holds, by stage. The series are few, however many pipelines there are;
 * {@code /pipelines} tells the pipelines apart.
 */
public final class StageMetrics {
    private final Supplier<Collection<Pipeline>> pipelines;
    private final InstantSource clock;

    /** @param pipelines the pipelines that run now */
    public StageMetrics(Supplier<Collection<Pipeline>> pipelines, InstantSource clock) {
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /** Adds the meters of all stages. */
    public void register(MeterRegistry registry) {
        Stream.of(Stage.values()).filter(stage -> stage != Stage.GONE).forEach(stage -> {
            Gauge.builder("wal.consumer.stage.held", () -> held(stage))
                    .description("Messages in hand, by stage")
                    .tag("stage", stage.text())
                    .register(registry);
            Gauge.builder("wal.consumer.stage.oldest", () -> oldestSeconds(stage))
                    .description("For how long a message has been in this stage, at most")
                    .baseUnit("seconds")
                    .tag("stage", stage.text())
                    .register(registry);
        });
    }

    private int held(Stage stage) {
        return all(stage).mapToInt(StageReport.Held::count).sum();
    }

    private double oldestSeconds(Stage stage) {
        Instant now = clock.instant();
        return all(stage)
                .mapToDouble(
                        held -> Duration.between(held.oldest().since(), now).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }

    private Stream<StageReport.Held> all(Stage stage) {
        return pipelines.get().stream()
                .flatMap(pipeline -> pipeline.standing().stages().stages().stream())
                .filter(held -> held.stage() == stage);
    }
}
