package io.walgateway.benchmarks.delivery;

import io.walgateway.benchmarks.contest.ContestMain;
import io.walgateway.benchmarks.contest.Figure;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.benchmarks.session.Run;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.local.process.JavaProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** All rounds of one contest, in one process beside the server. */
final class ContestRuns {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Session session;
    private final ServedTarget target;
    private final int atOnce;
    private int reported;

    ContestRuns(Session session, ServedTarget target, int atOnce) {
        this.session = session;
        this.target = target;
        this.atOnce = atOnce;
    }

    /** Reports each figure to the session as soon as it is there. A server that does not start fails all rounds. */
    void run() {
        try {
            ServedTarget.Server server = target.start(session.bench());
            try {
                watch(server.at());
            } finally {
                session.bench().end(server.component());
            }
        } catch (RuntimeException e) {
            if (session.bench().isClosed()) {
                throw e;
            }
            for (int measured = reported; measured < 2 * session.pace().rounds(); measured++) {
                session.measure(
                        measured / 2 + 1,
                        target.subject(atOnce, measured % 2 == 0 ? Figure.TARGET : Figure.BARE),
                        () -> {
                            throw e;
                        });
            }
        }
    }

    private void watch(String at) {
        Path figures = session.bench().directory("figures").resolve("figures");
        JavaProgram program = session.bench().start("contest", ContestMain.class, arguments(at, figures));
        long end = System.nanoTime() + (long) (secondsMax() * 1e9);
        try {
            while (reported < 2 * session.pace().rounds()) {
                boolean isRunning = program.isRunning();
                List<Figure> all = Figure.read(figures);
                all.subList(reported, all.size()).forEach(this::report);
                if (reported < 2 * session.pace().rounds() && (!isRunning || System.nanoTime() > end)) {
                    throw new IllegalStateException("Expected %d figures, but got %d; see %s"
                            .formatted(2 * session.pace().rounds(), reported, program.logFile()));
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        } finally {
            session.bench().end(program);
        }
    }

    private void report(Figure figure) {
        reported++;
        if (!figure.firstWhy().isEmpty()) {
            session.progress().accept("the first failure: " + figure.firstWhy());
        }
        session.add(
                figure.round(),
                target.subject(atOnce, figure.contestant()),
                Map.of(
                        Metric.RECORDS_PER_SECOND, figure.perSecond(),
                        Metric.LOAD_CPU_MICROS, figure.cpuMicros(),
                        Metric.FAILURES, (double) figure.failures()));
    }

    private double secondsMax() {
        return 2 * session.pace().rounds() * (session.pace().total() + 5) + Run.MARGIN_SECONDS;
    }

    private List<String> arguments(String at, Path figures) {
        Pace pace = session.pace();
        return List.of(
                "--type", target.type(),
                "--at", at,
                "--at-once", Integer.toString(atOnce),
                "--rounds", Integer.toString(pace.rounds()),
                "--warm-up", Double.toString(pace.warmUp()),
                "--seconds", Double.toString(pace.seconds()),
                "--figures", figures.toString());
    }
}
