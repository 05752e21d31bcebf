package io.walgateway.it.arch;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;

/**
 * Packages in a circle can only be read, tested and changed together: they are one package that pretends to be several.
 * Modules cannot form circles, Maven sees to that; packages within one can.
 */
class NoPackageCyclesArchTest {

    @Test
    void shouldHaveNoCircles() {
        slices().matching("io.walgateway.(**)")
                .should()
                .beFreeOfCycles()
                .because(
                        "a request reads top-down and no arrow runs back: turn one around by a port in the lower package")
                .check(Shipped.CLASSES);
    }
}
