package io.walgateway.benchmarks.suite;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.peer.WatermarkMain;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Run;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.local.process.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The memory of the watermark when many positions are settled in an unfavourable order. */
final class WatermarkMemory {
    private static final int POSITIONS = 10_000_000;
    private static final double MEBIBYTES_MAX = 200;
    private static final double SECONDS_MAX = 120;

    private final Session session;

    WatermarkMemory(Session session) {
        this.session = session;
    }

    void measure() {
        for (int round = 1; round <= session.pace().rounds(); round++) {
            for (WatermarkMain.Order order : WatermarkMain.Order.values()) {
                Subject subject = new Subject("footprint", "10 million records settled out of order", order.text());
                session.results().expect(new Goal.Absolute(subject, Metric.HEAP_MEBIBYTES, AT_MOST, MEBIBYTES_MAX));
                session.add(round, subject, Map.of(Metric.HEAP_MEBIBYTES, mebibytes(order)));
            }
        }
    }

    private double mebibytes(WatermarkMain.Order order) {
        Path file = session.bench().directory("heap").resolve("bytes");
        JavaProgram program = session.bench()
                .start(
                        "watermark",
                        List.of("-Xmx1g"),
                        WatermarkMain.class.getName(),
                        List.of(order.name(), Integer.toString(POSITIONS), file.toString()));
        new Run(program).await(SECONDS_MAX);
        try {
            return Long.parseLong(Files.readString(file)) / (double) (1 << 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
