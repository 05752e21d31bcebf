package io.walgateway.it.arch;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;

/** What the rules look at, and the words they have in common. */
final class Shipped {
    /** The main classes of all modules, read once. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.walgateway");

    private Shipped() {}

    /** Made by the protocol compiler. */
    static DescribedPredicate<JavaClass> generated() {
        return JavaClass.Predicates.resideInAPackage("io.walgateway.proto..").as("generated classes");
    }

    /** Where a program begins: named so, or listed with its reason where the list is. Nested classes belong to them. */
    static DescribedPredicate<JavaClass> mains(String... listed) {
        Set<String> names = Set.of(listed);
        return DescribedPredicate.describe("mains", type -> {
            JavaClass top = type;
            while (top.getEnclosingClass().isPresent()) {
                top = top.getEnclosingClass().get();
            }
            return top.getSimpleName().endsWith("Main") || names.contains(top.getName());
        });
    }

    /** A call of a static or instance method of this name. */
    static DescribedPredicate<JavaMethodCall> call(Class<?> owner, String namePattern) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + namePattern,
                call -> call.getTargetOwner().isEquivalentTo(owner)
                        && call.getName().matches(namePattern));
    }
}
