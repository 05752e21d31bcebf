package io.walgateway.it.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;

/**
 * The core is the model, the ports and the rules. As long as it knows neither vendors nor the wire format, each of them
 * can be swapped, and a simulation can run its rules without any of them.
 */
class CoreIsPureArchTest {

    @Test
    void shouldUseNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.walgateway.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.net.ssl..",
                        "javax.security.auth.x500..",
                        "org.jspecify.annotations..",
                        "io.walgateway.core..")
                .because("vendors, protobuf and logging belong into plugins and shells: give the core a port for it")
                .check(Shipped.CLASSES);
    }
}
