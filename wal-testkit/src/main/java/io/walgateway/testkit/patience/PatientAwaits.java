package io.walgateway.testkit.patience;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets every {@code await()} that sets no time of its own wait for two minutes. A test that waits asserts that
 * something happens, not how fast this machine is; speed is for the benchmarks. It looks at once and often in the
 * beginning, because most of what tests wait for is there within milliseconds. Found by the {@code ServiceLoader} of
 * JUnit's launcher, in every module whose tests use the testkit.
 */
public final class PatientAwaits implements LauncherSessionListener {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_FIRST = Duration.ofMillis(5);
    private static final Duration LOOK_LAST = Duration.ofMillis(100);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval((_, last) -> next(last));
    }

    /** Each pause is half as long again as the one before. */
    private static Duration next(Duration last) {
        Duration longer = last.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LOOK_FIRST) < 0 ? LOOK_FIRST : longer.compareTo(LOOK_LAST) > 0 ? LOOK_LAST : longer;
    }
}
