package io.walgateway.it.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The compiler checks for null just what is marked: a package without the mark is one in which null goes unseen, and which
 * nobody has said a word about.
 */
class PackagesAreNullMarkedArchTest {

    @Test
    void shouldMarkEveryPackage() {
        assertThat(Shipped.CLASSES.stream()
                        .filter(type -> !Shipped.generated().test(type))
                        .map(JavaClass::getPackage)
                        .filter(place -> !place.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .collect(Collectors.toSet()))
                .as("packages without a package-info.java that says what they are and has @NullMarked")
                .isEmpty();
    }
}
