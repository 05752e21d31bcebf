package io.walgateway.standalone;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** All parts on one screen. */
record StatusTable(List<PartStatus> parts) {

    private static final String ROW = "%-13s %-10s %8s  %-16s %8s  %s";

    StatusTable {
        parts = List.copyOf(parts);
    }

    boolean allUp() {
        return parts.stream().allMatch(part -> part.health() == PartStatus.Health.UP);
    }

    String render() {
        return parts.stream().map(StatusTable::row).collect(Collectors.joining("\n", header() + "\n", "\n"));
    }

    private static String header() {
        return ROW.formatted("PART", "HEALTH", "PID", "ADDRESS", "RSS", "").stripTrailing();
    }

    private static String row(PartStatus part) {
        return ROW.formatted(
                        part.name().text(),
                        part.health().name().toLowerCase(Locale.ROOT),
                        text(part.pid(), ""),
                        part.address(),
                        text(part.residentMebibytes(), " MB"),
                        part.detail())
                .stripTrailing();
    }

    private static String text(OptionalLong value, String unit) {
        return value.isPresent() ? value.getAsLong() + unit : "-";
    }
}
