package io.walgateway.it.chaos;

import io.walgateway.it.chaos.load.Tally;
import io.walgateway.it.chaos.plan.FaultKind.Victims;
import io.walgateway.it.chaos.plan.FaultLog;
import io.walgateway.it.chaos.plan.FaultPlan;
import io.walgateway.it.history.CheckHistory;
import io.walgateway.it.history.HistoryEvent.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run, from its start to its verdict. */
final class ChaosRun {
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);
    private static final Duration WARM_WITHIN = Duration.ofMinutes(1);
    /** By how much a run may exceed its time when too little has happened: on a busy machine everything is slow. */
    private static final Duration MORE_TIME = Duration.ofMinutes(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);

    private final ChaosSettings settings;
    private final InstantSource clock;
    private final PrintStream out;
    private final Narrator narrator;
    private final FaultLog log;
    private final ChaosSystem system;
    private final List<String> findings = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    ChaosRun(ChaosSettings settings, InstantSource clock, PrintStream out) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
        this.narrator = new Narrator(out, clock);
        this.log = new FaultLog(settings.folder().resolve("faults.log"));
        this.system = new ChaosSystem(settings.components(), settings.sets(), settings.sabotage());
    }

    /** True if every promise was kept. */
    boolean isKept() throws IOException, InterruptedException {
        try {
            narrator.say(
                    "starting three brokers, ElasticMQ, PostgreSQL, %sthe control plane, two servers and two consumers"
                            .formatted(settings.sets() ? "Cassandra, " : ""));
            system.start();
            ChaosTopics.create(system.bootstrapServers(), system.controlPlane(), settings.sets());
            strain();
        } finally {
            narrator.say("stopping everything");
            stop();
        }
        return judge();
    }

    /** Ends all processes, at any point of the run; does nothing when that was done already. */
    synchronized void stop() {
        if (stopped.getCount() > 0) {
            stopped.countDown();
            system.close();
            if (!settings.keep()) {
                delete(settings.components());
            }
        }
    }

    private void strain() throws IOException, InterruptedException {
        try (ChaosLoad load = ChaosLoad.on(system, settings, clock);
                Replicas replicas = new Replicas(system.bootstrapServers())) {
            load.start();
            narrator.say("load begins");
            warmUp(load.tally());
            try (Trouble trouble = trouble(load, replicas)) {
                narrator.say("faults begin");
                watch(load.tally(), trouble);
            } catch (CompletionException e) {
                findings.add("the faults ended early: " + e.getCause());
            }
            narrator.say("all faults are lifted; the last answers are awaited");
            load.endWrites();
            record(load);
            narrator.say(load.tally().toString());
            settle(load);
            narrator.say(load.tally().toString());
        }
    }

    /** Programs that have just started are slow; faults begin when writes are answered. */
    private void warmUp(Tally tally) throws InterruptedException {
        Instant end = clock.instant().plus(WARM_WITHIN);
        while (tally.count(Answer.TRUE) < settings.rate() && clock.instant().isBefore(end)) {
            requireGoingOn(LOOK_AGAIN);
        }
    }

    private void requireGoingOn(Duration wait) throws InterruptedException {
        if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("stopped");
        }
    }

    private Trouble trouble(ChaosLoad load, Replicas replicas) {
        if (settings.sabotage()) {
            return new LeaderLoss(system, replicas, load.tally(), log, narrator::say, clock).start();
        }
        Map<Victims, List<String>> victims = Map.of(
                Victims.PROCESSES, system.processNames(),
                Victims.CONNECTIONS, system.connectionNames(),
                Victims.TARGETS, TargetChanges.names());
        FaultPlan plan = new FaultPlan(settings.seed(), settings.kinds(), victims);
        return new FaultRunner(plan, new FaultInjector(system, load.targets()), replicas, log, narrator::say, clock)
                .start();
    }

    /** Reports progress until the time is over and enough has happened, or until faults end that should not. */
    private void watch(Tally tally, Trouble trouble) throws InterruptedException {
        Instant end = clock.instant().plus(settings.load());
        while (!trouble.running().isDone() && isToGoOn(trouble, end)) {
            Duration left = Duration.between(clock.instant(), end);
            requireGoingOn(left.isPositive() && left.compareTo(TELL_EVERY) < 0 ? left : TELL_EVERY);
            narrator.say(tally + "; " + log.count() + " faults");
        }
        if (trouble.running().isDone()) {
            trouble.running().join();
        }
        if (!trouble.isEnough()) {
            findings.add("too little happened in %s to judge by it"
                    .formatted(settings.load().plus(MORE_TIME)));
        }
    }

    private boolean isToGoOn(Trouble trouble, Instant end) {
        Instant now = clock.instant();
        return now.isBefore(end) || (!trouble.isEnough() && now.isBefore(end.plus(MORE_TIME)));
    }

    /** A history without revisions cannot be judged, so a failure here becomes a finding of the run. */
    private void record(ChaosLoad load) {
        try {
            load.recordRevisions();
        } catch (RuntimeException e) {
            findings.add("the control plane does not say which documents there were: " + e.getMessage());
        }
    }

    private void settle(ChaosLoad load) {
        try {
            load.awaitSettled(SETTLED_WITHIN);
        } catch (RuntimeException e) {
            findings.add("not all was settled within %s: %s".formatted(SETTLED_WITHIN, e.getMessage()));
        }
    }

    private boolean judge() throws IOException {
        out.println(log);
        // Findings first, because an incomplete history may not be fit to be judged.
        findings.forEach(finding -> out.println("VIOLATED  " + finding));
        boolean kept = CheckHistory.judge(settings.histories(), out) && findings.isEmpty();
        out.printf(
                "%nhistories and faults.log: %s%njudge them again:         ./wal check-history %s%nthe same faults again:    %s%n",
                settings.folder(), settings.histories(), settings.command());
        out.println(kept ? "KEPT" : "VIOLATED");
        return kept;
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " could not be deleted", e);
        }
    }
}
