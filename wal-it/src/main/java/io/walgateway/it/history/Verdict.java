package io.walgateway.it.history;

import java.util.List;

/**
 * The checker's verdict on a history.
 *
 * @param findings one for each promise
 */
public record Verdict(List<Finding> findings) {
    private static final int SHOWN_MAX = 10;

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** True if every promise was kept. */
    public boolean isKept() {
        return findings.stream().allMatch(Finding::isKept);
    }

    /** The finding for this promise. */
    public Finding of(Promise promise) {
        return findings.stream()
                .filter(finding -> finding.promise() == promise)
                .findFirst()
                .orElseThrow();
    }

    /** For people: a line for each promise, followed by the first of its violations. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append("%-9s %s: checked %d, violated %d%n"
                    .formatted(
                            finding.isKept() ? "kept" : "VIOLATED",
                            finding.promise().text(),
                            finding.checked(),
                            finding.violations().size()));
            finding.violations().stream().limit(SHOWN_MAX).forEach(violation -> {
                text.append("          ").append(violation.what()).append(System.lineSeparator());
                violation.evidence().forEach(event -> text.append("            %s%n".formatted(event)));
            });
        }
        return text.toString();
    }
}
