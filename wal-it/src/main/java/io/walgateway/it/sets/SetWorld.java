package io.walgateway.it.sets;

import io.walgateway.core.set.SetState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Callers, a queue, consumers and sweepers around one storage; and the promises about all that they do. The same seed is
 * always the same run.
 */
final class SetWorld {
    static final int SETS = 3;
    private static final int KILLS_IN_THOUSAND = 8;
    private static final int TURNS = 1_500;
    private static final int QUIET_TURNS = 60_000;

    private final Stage stage;
    private final MarkerQueue queue;
    private final Callers callers;
    private final Consumers consumers;
    private final Sweepers sweepers;

    SetWorld(long seed, SetMutant mutant) {
        stage = new Stage(seed, mutant);
        queue = new MarkerQueue(stage);
        callers = new Callers(stage, queue);
        consumers = new Consumers(stage, queue);
        sweepers = new Sweepers(stage, queue);
    }

    /** What was broken; empty if nothing was. */
    Optional<String> run() {
        try {
            begin();
            for (int turn = 0; turn < TURNS; turn++) {
                stage.clock.advance(
                        Duration.ofMillis(stage.random.nextInt(100) == 0 ? 15_000 : stage.random.nextInt(80)));
                stage.turns.next(KILLS_IN_THOUSAND);
            }
            calmDown();
            judgeTheEnd();
            return Optional.empty();
        } catch (Broken | AssertionError e) {
            Optional<String> what = Broken.in(e);
            if (what.isEmpty()) {
                throw e;
            }
            return what;
        }
    }

    /** How many processes were killed. */
    long kills() {
        return stage.turns.kills();
    }

    /** How many parts the target received. */
    long parts() {
        return consumers.parts();
    }

    private void begin() {
        for (int set = 0; set < SETS; set++) {
            stage.add("s" + set, stage.random.nextInt(1, 5));
            callers.call("s" + set);
        }
        callers.intrude("s0");
        for (int process = 0; process < 2; process++) {
            consumers.start();
            sweepers.start("sweeper " + process);
        }
    }

    /** Nobody is killed any longer, and time passes until all is done. */
    private void calmDown() {
        stage.calm = true;
        for (int turn = 0; turn < QUIET_TURNS && !isQuiet(); turn++) {
            // All that is left then is to wait for times to come.
            boolean idle = callers.areDone() && queue.isSettled();
            stage.clock.advance(Duration.ofMillis(idle ? 3_000 : 200));
            stage.turns.next(0);
        }
        stage.over = true;
        while (stage.turns.next(0)) {
            stage.clock.advance(Duration.ofMillis(1));
        }
    }

    private boolean isQuiet() {
        return callers.areDone()
                && queue.isSettled()
                && stage.stored.keys("sets").stream()
                        .noneMatch(key -> key.startsWith("sets/") && !key.endsWith("/lease"));
    }

    private void judgeTheEnd() {
        List<String> keys = stage.stored.keys("sets");
        Broken.require(isQuiet(), "it never gets quiet: " + callers.atWork() + " callers, " + keys);
        stage.totals().forEach(this::judge);
        Broken.require(keys.stream().noneMatch(this::isLeftBehind), "left behind: " + keys);
        stage.clock.advance(Stage.KEPT.multipliedBy(2));
        List<String> kept = stage.stored.liveKeys("sets");
        Broken.require(kept.isEmpty(), "never forgotten: " + kept);
    }

    private boolean isLeftBehind(String key) {
        return key.matches(".*/done/.*")
                || (key.matches(".*/(parts|list)")
                        && stage.totals().keySet().stream()
                                .noneMatch(set -> key.contains("/" + set + "/") && callers.mayLeaveAPart(set)));
    }

    private void judge(String id, int total) {
        SetState state = stage.state(id);
        List<Integer> parts = consumers.delivered(id);
        if (state instanceof SetState.Applied) {
            Broken.require(Set.copyOf(parts).size() == total, id + " is applied, but only " + parts + " of " + total);
            Broken.require(!callers.isIntruded(id), "a part that was answered TRUE is not in " + id);
        } else {
            Broken.require(!callers.isTrue(id), id + " was answered TRUE, but is " + state.name());
            Broken.require(state instanceof SetState.Expired, id + " is left behind as " + state.name());
            Broken.require(parts.isEmpty(), id + " has expired, but " + parts + " were applied");
        }
    }
}
