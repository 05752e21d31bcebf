package io.walgateway.benchmarks.delivery;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_LEAST;

import io.walgateway.benchmarks.contest.Figure;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many deliveries each target carries out, beside a bare client of the same server with as many under way. */
public final class TargetsSuite implements Suite {
    /** The default {@code concurrency} of a target in a document. */
    private static final int BY_DEFAULT = 128;
    /** Enough for several bulk requests of 250 documents. */
    private static final int FOR_BULKS = 1_000;

    private final Map<ServedTarget, List<Integer>> atOnce;

    public TargetsSuite() {
        this(all());
    }

    private TargetsSuite(Map<ServedTarget, List<Integer>> atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * A suite of some targets.
     *
     * @param atOnce how many deliveries of each are under way
     */
    public static TargetsSuite of(List<ServedTarget> targets, int atOnce) {
        Map<ServedTarget, List<Integer>> some = new LinkedHashMap<>();
        targets.forEach(target -> some.put(target, List.of(atOnce)));
        return new TargetsSuite(some);
    }

    private static Map<ServedTarget, List<Integer>> all() {
        Map<ServedTarget, List<Integer>> all = new LinkedHashMap<>();
        for (ServedTarget target : ServedTarget.values()) {
            all.put(
                    target,
                    switch (target) {
                        case CASSANDRA, EVCACHE, HTTP, GRPC, GRPC_ASYNC -> List.of(BY_DEFAULT);
                        case OPENSEARCH -> List.of(FOR_BULKS);
                        // The default wal.in-flight-max, and that of the client.
                        case WAL -> List.of(BY_DEFAULT, 1_024, 2_048);
                    });
        }
        return all;
    }

    @Override
    public String name() {
        return "targets";
    }

    /** Several servers start, one after another. */
    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public void run(Session session) {
        atOnce.forEach((target, counts) -> {
            for (int count : counts) {
                run(session, target, count);
            }
        });
    }

    /** The server starts afresh for each scenario, and all rounds follow one another. */
    private static void run(Session session, ServedTarget target, int count) {
        Subject ours = target.subject(count, Figure.TARGET);
        Subject bare = target.subject(count, Figure.BARE);
        if (session.only().test(ours) || session.only().test(bare)) {
            if (target.goal() > 0) {
                session.results()
                        .expect(new Goal.Relative(ours, bare, Metric.RECORDS_PER_SECOND, AT_LEAST, target.goal()));
            }
            new ContestRuns(session, target, count).run();
        }
    }
}
