package io.walgateway.runtime;

import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.core.tls.TlsFileException;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.runtime.tls.PortTls;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of a process's ports. Looks at their files once a second; files that cannot be used are reported in health, as
 * is a certificate that has expired. Safe for any number of threads.
 */
public final class ProcessTls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ProcessTls.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final List<PortTls> ports = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tls-files").factory());

    private ProcessTls(InstantSource clock) {
        this.clock = clock;
    }

    /** Starts to look at files, of which there are none before {@link #port}. */
    public static ProcessTls start(InstantSource clock) {
        ProcessTls tls = new ProcessTls(clock);
        var _ = tls.looks.scheduleWithFixedDelay(
                tls::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return tls;
    }

    /**
     * The TLS of a port.
     *
     * @param terms empty: the port has none, nor has the result
     * @throws TlsFileException naming a file that cannot be used
     */
    public Optional<PortTls> port(Optional<TlsTerms> terms) throws TlsFileException {
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        PortTls port = new PortTls(LiveTls.open(terms.get(), clock, FileChanges.logged(log::info, log::warn)));
        ports.add(port);
        return Optional.of(port);
    }

    /** Adds the check {@code tls} and the gauge of the time that is left, if a port has TLS. */
    public void report(Health health, Metrics metrics) {
        if (!ports.isEmpty()) {
            health.register("tls", this::health);
            metrics.gauge(
                    "wal.tls.certificate.seconds.left",
                    "Seconds until the first certificate of the process's ports expires",
                    this::secondsLeft);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private Health.Status health() {
        String trouble = ports.stream()
                .flatMap(port -> port.trouble().stream())
                .distinct()
                .collect(Collectors.joining("; "));
        if (!trouble.isEmpty()) {
            return new Health.Status.Degraded(trouble);
        }
        String until = expires().map(Instant::toString).orElse("ever");
        return secondsLeft() <= 0
                ? new Health.Status.Degraded("a certificate expired at " + until)
                : new Health.Status.Up("valid until " + until);
    }

    /** At most 68 years. */
    private int secondsLeft() {
        return expires()
                .map(until -> Duration.between(clock.instant(), until).toSeconds())
                .map(seconds -> Math.clamp(seconds, Integer.MIN_VALUE, Integer.MAX_VALUE))
                .orElse(Integer.MAX_VALUE);
    }

    private Optional<Instant> expires() {
        return ports.stream().flatMap(port -> port.expires().stream()).min(Instant::compareTo);
    }

    private void look() {
        for (PortTls port : ports) {
            try {
                port.look();
            } catch (RuntimeException e) {
                log.warn("Expected to look at the files of a port's TLS, but it failed", e);
            }
        }
    }
}
