package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.micro.DeliveryBenchmark;
import io.walgateway.benchmarks.micro.EnvelopeBenchmark;
import io.walgateway.benchmarks.micro.WatermarkBenchmark;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The hot paths alone, in this process: time and garbage of each. */
public final class MicroSuite implements Suite {
    private static final int ITERATIONS = 3;
    private static final String GARBAGE = "gc.alloc.rate.norm";

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public void run(Session session) {
        for (int round = 1; round <= session.pace().rounds(); round++) {
            for (RunResult result : run(session.pace())) {
                session.add(round, new Subject("micro", "for each record", name(result)), figures(result));
            }
        }
    }

    private static Collection<RunResult> run(Pace pace) {
        try {
            return new Runner(options(pace))
                    .run().stream()
                            .sorted(Comparator.comparing(MicroSuite::name))
                            .toList();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH did not run", e);
        }
    }

    /** Runs in this process, which is quick; earlier benchmarks may affect the figures of later ones. */
    private static Options options(Pace pace) {
        return new OptionsBuilder()
                .include(EnvelopeBenchmark.class.getName())
                .include(DeliveryBenchmark.class.getName())
                .include(WatermarkBenchmark.class.getName())
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(0)
                .warmupIterations(1)
                .warmupTime(part(pace.warmUp()))
                .measurementIterations(ITERATIONS)
                .measurementTime(part(pace.seconds() / ITERATIONS))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static TimeValue part(double seconds) {
        return TimeValue.milliseconds(Math.max(100, (long) (seconds * 1000 / 2)));
    }

    private static String name(RunResult result) {
        String parameters = result.getParams().getParamsKeys().stream()
                .map(result.getParams()::getParam)
                .collect(Collectors.joining(" "));
        return (result.getPrimaryResult().getLabel() + " " + parameters).strip();
    }

    private static Map<Metric, Double> figures(RunResult result) {
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        figures.put(Metric.NANOS_PER_OPERATION, result.getPrimaryResult().getScore());
        result.getSecondaryResults().forEach((name, secondary) -> {
            if (name.endsWith(GARBAGE)) {
                figures.put(Metric.BYTES_PER_OPERATION, secondary.getScore());
            }
        });
        return figures;
    }
}
