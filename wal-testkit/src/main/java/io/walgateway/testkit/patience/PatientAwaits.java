package io.walgateway.testkit.patience;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets every {@code await()} that sets no time of its own wait for two minutes. A test that waits asserts that
 * something happens, not how fast this machine is; speed is for the benchmarks. Found by the {@code ServiceLoader} of
 * JUnit's launcher, in every module whose tests use the testkit.
 */
public final class PatientAwaits implements LauncherSessionListener {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
