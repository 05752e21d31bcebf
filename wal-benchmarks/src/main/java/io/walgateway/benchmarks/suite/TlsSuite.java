package io.walgateway.benchmarks.suite;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_LEAST;

import io.walgateway.benchmarks.process.BenchCertificates;
import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import java.time.InstantSource;
import java.util.List;

/** The price of encryption, and of knowing who calls: three servers that differ in nothing else. */
public final class TlsSuite implements Suite {
    private static final String PLAIN = "plain text";
    private static final String ENCRYPTED = "TLS";
    private static final String IDENTIFIED = "TLS, identity and writers";

    private static final List<LoadShape> SHAPES =
            List.of(new LoadShape.Stream(32, 1024), new LoadShape.Unary(256), new LoadShape.Unary(64));

    private final InstantSource clock;

    public TlsSuite(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * One of the servers.
     *
     * @param credentials options of the load generator
     */
    private record Contestant(String name, Gateways.Server server, List<String> credentials) {}

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public void run(Session session) {
        SHAPES.forEach(shape -> expect(session, shape));
        ServedNamespace namespace = ServedNamespace.on(session.bench(), "tls", "\"type\": \"noop\"");
        BenchCertificates files = BenchCertificates.in(session.bench().directory("certificates"), clock.instant());
        List<Contestant> contestants = List.of(
                contestant(session, namespace, PLAIN, List.of(), List.of()),
                contestant(session, namespace, ENCRYPTED, files.ofServer(), files.trusting()),
                contestant(session, namespace, IDENTIFIED, files.ofServerThatAsks(), files.showing()));
        LoadGenerator load = new LoadGenerator(session.bench(), session.pace());
        for (int round = 1; round <= session.pace().rounds(); round++) {
            for (LoadShape shape : SHAPES) {
                for (Contestant contestant : contestants) {
                    session.measure(
                            round,
                            subject(shape, contestant.name()),
                            () -> LoadGenerator.figures(
                                    load.load(contestant.server(), contestant.credentials(), namespace.name(), shape)));
                }
            }
        }
        contestants.forEach(
                contestant -> session.bench().end(contestant.server().program()));
        namespace.delete(session.bench());
    }

    private static Contestant contestant(
            Session session, ServedNamespace namespace, String name, List<String> settings, List<String> credentials) {
        return new Contestant(name, new Gateways(session.bench(), settings).server(namespace.catalog()), credentials);
    }

    private static void expect(Session session, LoadShape shape) {
        Subject plain = subject(shape, PLAIN);
        Subject encrypted = subject(shape, ENCRYPTED);
        session.results().expect(new Goal.Relative(encrypted, plain, Metric.RECORDS_PER_SECOND, AT_LEAST, 0.85));
        session.results()
                .expect(new Goal.Relative(
                        subject(shape, IDENTIFIED), encrypted, Metric.RECORDS_PER_SECOND, AT_LEAST, 0.95));
    }

    private static Subject subject(LoadShape shape, String contestant) {
        return new Subject("tls", shape.text(), contestant);
    }
}
