package io.walgateway.standalone.part;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All parts on one screen. */
public record StatusTable(List<PartStatus> parts) {

    private static final String ROW = " %-10s %8s  %-16s %8s  %s";

    public StatusTable {
        parts = List.copyOf(parts);
    }

    public boolean allUp() {
        return parts.stream().allMatch(part -> part.health() == PartStatus.Health.UP);
    }

    public String render() {
        int width = PartStatus.width(parts.stream().map(PartStatus::name));
        String row = "%-" + width + "s" + ROW;
        String header =
                row.formatted("PART", "HEALTH", "PID", "ADDRESS", "RSS", "").stripTrailing();
        return parts.stream()
                .map(part -> row(part, row))
                .collect(Collectors.joining("\n", header + "\n", "\n" + sum()));
    }

    /** The table as JSON for programs. */
    public String json() {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ArrayNode rows = root.putArray("parts");
        for (PartStatus part : parts) {
            ObjectNode row = rows.addObject()
                    .put("part", part.name().text())
                    .put("health", part.health().name().toLowerCase(Locale.ROOT))
                    .put("address", part.address())
                    .put("detail", part.detail());
            if (!part.name().region().isEmpty()) {
                row.put("region", part.name().region());
            }
            part.pid().ifPresent(pid -> row.put("pid", pid));
            part.residentMebibytes().ifPresent(rss -> row.put("resident_mebibytes", rss));
        }
        return root.toPrettyString();
    }

    /** For stacks with so many processes that the sum is hard to guess. */
    private String sum() {
        return parts.stream().allMatch(part -> part.name().region().isEmpty())
                ? ""
                : "%d MB in all%n"
                        .formatted(parts.stream()
                                .mapToLong(part -> part.residentMebibytes().orElse(0))
                                .sum());
    }

    private static String row(PartStatus part, String row) {
        return row.formatted(
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
