package io.walgateway.benchmarks.result;

/**
 * A contestant in a scenario.
 *
 * @param scenario   the work that all its contestants do alike
 * @param contestant the program that does it
 */
public record Subject(String suite, String scenario, String contestant) {

    /** All three parts, as in the report of progress. */
    public String text() {
        return suite + ", " + scenario + ", " + contestant;
    }

    /** The same scenario, with another contestant. */
    public Subject beside(String other) {
        return new Subject(suite, scenario, other);
    }
}
