package io.walgateway.it.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.walgateway.it.arch.Shipped.call;

import com.tngtech.archunit.base.DescribedPredicate;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/**
 * Retries, delays and time-outs are tested without waiting, and simulated, because whoever needs the time is given a
 * clock. Elapsed time ({@code System.nanoTime}) is free: nothing is decided by it that lasts.
 */
class ClocksAreGivenArchTest {
    /** A test in itself, against real targets, which keep the real time. */
    private static final String TARGET_CONTRACT = "io.walgateway.testkit.contract.TargetProviderContract";

    @Test
    void shouldTakeTheTimeFromAGivenClock() {
        noClasses()
                .that(DescribedPredicate.not(Shipped.mains(TARGET_CONTRACT)))
                .should()
                .callMethodWhere(call(System.class, "currentTimeMillis"))
                .orShould()
                .callMethodWhere(call(InstantSource.class, "system"))
                .orShould()
                .callMethodWhere(call(Clock.class, "system.*|tick.*"))
                .orShould()
                .callMethodWhere(call(Instant.class, "now"))
                .orShould()
                .callMethodWhere(call(LocalDateTime.class, "now"))
                .orShould()
                .callMethodWhere(call(ZonedDateTime.class, "now"))
                .because("the main makes the one clock: take an InstantSource in the constructor")
                .check(Shipped.CLASSES);
    }
}
