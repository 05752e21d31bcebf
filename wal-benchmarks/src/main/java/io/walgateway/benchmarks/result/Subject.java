package io.walgateway.benchmarks.result;

/**
 * Who is measured doing what.
 *
 * @param scenario   what all contestants of it do alike
 * @param contestant who does it
 */
public record Subject(String suite, String scenario, String contestant) {

    /** All three, as they stand in the report of progress. */
    public String text() {
        return suite + ", " + scenario + ", " + contestant;
    }

    /** The same scenario, another contestant. */
    public Subject beside(String other) {
        return new Subject(suite, scenario, other);
    }
}
