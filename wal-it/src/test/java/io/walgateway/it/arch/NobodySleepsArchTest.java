package io.walgateway.it.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.walgateway.it.arch.Shipped.call;

import com.tngtech.archunit.base.DescribedPredicate;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A thread that sleeps cannot be told to end, cannot be tested without waiting, and in a poll loop loses its slices. */
class NobodySleepsArchTest {
    /** Threads of their own, with nothing to do but look again after a while, that are interrupted when they shall end. */
    private static final Set<String> FOLLOWERS =
            Set.of("io.walgateway.config.catalog.ControlPlaneCatalog", "io.walgateway.config.catalog.FileCatalog");
    /** It waits for another process, which tells nobody when it is gone. */
    private static final Set<String> WAITING_FOR_PROCESSES = Set.of("io.walgateway.local.postgres.PostgresServer");
    /** It makes a connection slow on purpose. */
    private static final Set<String> FAULTS = Set.of("io.walgateway.local.fault.Valve");

    @Test
    void shouldNotSleep() {
        Set<String> allowed = Stream.of(FOLLOWERS, WAITING_FOR_PROCESSES, FAULTS)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        noClasses()
                .that(DescribedPredicate.describe("not listed here", type -> !allowed.contains(type.getName())))
                .should()
                .callMethodWhere(call(Thread.class, "sleep"))
                .orShould()
                .callMethodWhere(call(TimeUnit.class, "sleep"))
                .because(
                        "wait on what will happen instead: a queue, a future or a latch, with a time-out; a class that cannot is listed here with its reason")
                .check(Shipped.CLASSES);
    }
}
