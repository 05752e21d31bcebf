package io.walgateway.it.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.walgateway.it.arch.Shipped.call;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.walgateway.config.Platform;
import java.nio.charset.Charset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is read, stored and printed is the same on each machine, whatever locale and charset it was set up with. */
class NoLocaleDecidesArchTest {

    @Test
    void shouldPreparePlatformInEachMain() {
        methods()
                .that()
                .haveName("main")
                .and()
                .areDeclaredInClassesThat()
                // Depends on client and proto alone, and takes no text but that of its options.
                .resideOutsideOfPackage("io.walgateway.example..")
                .and()
                // Driven by BenchMain, which is prepared.
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages("io.walgateway.benchmarks.load", "io.walgateway.benchmarks.peer")
                .should(preparePlatform())
                .because("arguments that the JVM could not decode would be stored as U+FFFD")
                .check(Shipped.CLASSES);
    }

    @Test
    void shouldAskForNoDefaultCharsetOrLocale() {
        noClasses()
                .should()
                .callMethodWhere(call(Charset.class, "defaultCharset"))
                .orShould()
                .callMethodWhere(call(Locale.class, "getDefault"))
                .because("UTF-8 and Locale.ROOT are named")
                .check(Shipped.CLASSES);
    }

    private static ArchCondition<JavaMethod> preparePlatform() {
        return new ArchCondition<>("call Platform.prepare") {
            @Override
            public void check(JavaMethod main, ConditionEvents events) {
                JavaClass owner = main.getOwner();
                boolean prepares = main.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Platform.class));
                events.add(new SimpleConditionEvent(main, prepares, owner.getName() + " prepares the platform"));
            }
        };
    }
}
