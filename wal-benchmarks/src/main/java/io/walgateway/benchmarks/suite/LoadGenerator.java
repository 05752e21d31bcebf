package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.load.LoadMain;
import io.walgateway.benchmarks.load.LoadReport;
import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.benchmarks.session.Run;
import io.walgateway.local.process.JavaProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads a gateway from a separate process. */
final class LoadGenerator {
    private final Workbench bench;
    private final Pace pace;

    LoadGenerator(Workbench bench, Pace pace) {
        this.bench = bench;
        this.pace = pace;
    }

    /** Returns when the load is over. */
    LoadReport load(Gateways.Server gateway, String namespace, LoadShape shape) {
        return load(gateway, List.of(), namespace, shape);
    }

    /**
     * Returns when the load is over.
     *
     * @param credentials options of {@link LoadMain} for the files of TLS
     */
    LoadReport load(Gateways.Server gateway, List<String> credentials, String namespace, LoadShape shape) {
        Path report = bench.directory("report").resolve("report.json");
        List<String> arguments = new ArrayList<>(shape.arguments());
        arguments.addAll(credentials);
        arguments.addAll(List.of(
                "--port", Integer.toString(gateway.port()),
                "--gateway", Long.toString(gateway.program().pid()),
                "--namespace", namespace,
                "--warm-up", Double.toString(pace.warmUp()),
                "--seconds", Double.toString(pace.seconds()),
                "--report", report.toString()));
        JavaProgram program = bench.start("load", LoadMain.class, arguments);
        new Run(program).await(pace.total() + Run.MARGIN_SECONDS);
        if (!Files.exists(report)) {
            throw new IllegalStateException("Expected %s to leave a report, but it did not; see %s"
                    .formatted(program.name(), program.logFile()));
        }
        return LoadReport.read(report);
    }

    static Map<Metric, Double> figures(LoadReport report) {
        return Map.of(
                Metric.RECORDS_PER_SECOND, report.recordsPerSecond(),
                Metric.P50_MILLIS, report.p50Millis(),
                Metric.P99_MILLIS, report.p99Millis(),
                Metric.P999_MILLIS, report.p999Millis(),
                Metric.CPU_MICROS, report.gatewayCpuMicros(),
                Metric.LOAD_CPU_MICROS, report.loadCpuMicros(),
                Metric.FAILURES, (double) report.failures());
    }
}
