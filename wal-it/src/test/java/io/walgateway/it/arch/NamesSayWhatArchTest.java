package io.walgateway.it.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import org.junit.jupiter.api.Test;

/** A class whose name says nothing takes in everything. */
class NamesSayWhatArchTest {

    @Test
    void shouldHaveNoNamesThatFitEverything() {
        noClasses()
                .that(DescribedPredicate.not(Shipped.generated()))
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .because(
                        "a noun for what it is: Settler, Redriver, OffsetWatermark; if none fits, it is several classes")
                .check(Shipped.CLASSES);
    }
}
