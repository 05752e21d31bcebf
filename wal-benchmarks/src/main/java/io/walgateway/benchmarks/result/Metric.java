package io.walgateway.benchmarks.result;

/** The figures that are measured. */
public enum Metric {
    RECORDS_PER_SECOND("records/s", "%,.0f"),
    SETS_PER_SECOND("sets/s", "%,.0f"),
    P50_MILLIS("p50 ms", "%.2f"),
    P99_MILLIS("p99 ms", "%.2f"),
    P999_MILLIS("p99.9 ms", "%.2f"),
    MAX_MILLIS("max ms", "%.2f"),
    EARLY("early", "%.0f"),
    CPU_MICROS("CPU us/record", "%.2f"),
    LOAD_CPU_MICROS("load CPU us", "%.2f"),
    MEBIBYTES("peak MiB", "%.0f"),
    IDLE_MEBIBYTES("idle MiB", "%.0f"),
    READY_MILLIS("ready ms", "%.0f"),
    HEAP_MEBIBYTES("heap MiB", "%.1f"),
    FAILURES("failures", "%.0f"),
    MORE_THREADS("more threads", "%.0f"),
    MORE_FILES("more files", "%.0f"),
    MORE_HEAP("more heap MiB", "%.1f"),
    NANOS_PER_OPERATION("ns/op", "%,.0f"),
    BYTES_PER_OPERATION("B/op", "%,.0f");

    private final String label;
    private final String format;

    Metric(String label, String format) {
        this.label = label;
        this.format = format;
    }

    public String label() {
        return label;
    }

    public String text(double value) {
        return Double.isNaN(value) ? "-" : format.formatted(value);
    }
}
