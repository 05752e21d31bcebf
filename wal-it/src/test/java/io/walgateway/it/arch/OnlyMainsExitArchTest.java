package io.walgateway.it.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.walgateway.it.arch.Shipped.call;

import com.tngtech.archunit.base.DescribedPredicate;
import org.junit.jupiter.api.Test;

/** A class that ends the process cannot be tested, nor embedded, nor closed in order. */
class OnlyMainsExitArchTest {
    /** A program of one class. */
    private static final String CHECK_HISTORY = "io.walgateway.it.history.CheckHistory";

    /** Where nothing goes on there is nobody left to return to. */
    private static final String SCHEDULER_WATCH = "io.walgateway.runtime.SchedulerWatch";

    @Test
    void shouldLeaveTheExitToMains() {
        noClasses()
                .that(DescribedPredicate.not(Shipped.mains(CHECK_HISTORY, SCHEDULER_WATCH)))
                .should()
                .callMethodWhere(call(System.class, "exit"))
                .orShould()
                .callMethodWhere(call(Runtime.class, "exit|halt"))
                .because("throw, or return what the main turns into an exit value")
                .check(Shipped.CLASSES);
    }
}
