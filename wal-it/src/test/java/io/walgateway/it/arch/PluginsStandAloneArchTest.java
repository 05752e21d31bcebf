package io.walgateway.it.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;

/**
 * A new queue or target is a new directory under plugins/ and nothing else. That holds as long as a plugin knows just the
 * ports, and is known to nobody.
 */
class PluginsStandAloneArchTest {

    @Test
    void shouldNotKnowEachOther() {
        slices().matching("io.walgateway.plugin.(*)..")
                .should()
                .notDependOnEachOther()
                .because("each vendor stands on its own: what two of them share belongs into the core")
                .check(Shipped.CLASSES);
    }

    @Test
    void shouldKnowNothingButTheCoreAndTheProtocol() {
        noClasses()
                .that()
                .resideInAPackage("io.walgateway.plugin..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.walgateway.log..",
                        "io.walgateway.producer..",
                        "io.walgateway.server..",
                        "io.walgateway.consumer..",
                        "io.walgateway.controlplane..",
                        "io.walgateway.config..",
                        "io.walgateway.runtime..",
                        "io.walgateway.local..",
                        "io.walgateway.standalone..")
                .because("plugins are called through ports, and call nobody back")
                .check(Shipped.CLASSES);
    }

    @Test
    void shouldBeKnownToNobody() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.walgateway.plugin..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.walgateway.plugin..")
                .because("they are found by ServiceLoader: ask for what you need through a port")
                .check(Shipped.CLASSES);
    }
}
