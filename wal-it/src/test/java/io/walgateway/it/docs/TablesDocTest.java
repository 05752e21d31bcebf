package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each table is whole: a heading, a line below it, and rows of as many cells; no row stands alone behind a blank line. */
class TablesDocTest {
    private static final Pattern DIVIDER = Pattern.compile("\\|( *:?-+:? *\\|)+");
    private static final Pattern IN_CODE_OR_ESCAPED = Pattern.compile("`[^`\n]*`|\\\\\\|");
    private static final int HEADING_AND_DIVIDER = 2;

    @Test
    void shouldBeWhole() {
        int tables = 0;
        List<String> broken = new ArrayList<>();
        for (Markdown document : Checkout.here().documents()) {
            for (List<String> table : tables(document)) {
                tables++;
                if (!isWhole(table)) {
                    broken.add(document + ": " + table.getFirst());
                }
            }
        }
        assertThat(tables).isPositive();
        assertThat(broken).isEmpty();
    }

    @Test
    void shouldFindRowsThatABlankLineCutOff() {
        assertThat(isWhole(List.of("| a | b |", "| --- | --- |", "| `x|y` | 1 |")))
                .isTrue();
        assertThat(isWhole(List.of("| `x` | 1 |", "| `y` | 2 |"))).isFalse();
        assertThat(isWhole(List.of("| a | b |", "| --- | --- |", "| 1 |"))).isFalse();
    }

    private static boolean isWhole(List<String> table) {
        return table.size() >= HEADING_AND_DIVIDER
                && DIVIDER.matcher(table.get(1)).matches()
                && table.stream().mapToLong(TablesDocTest::bars).distinct().count() == 1;
    }

    private static long bars(String row) {
        return IN_CODE_OR_ESCAPED
                .matcher(row)
                .replaceAll("")
                .chars()
                .filter(character -> character == '|')
                .count();
    }

    /** Rows that stand together, outside of fences. */
    private static List<List<String>> tables(Markdown document) {
        List<List<String>> tables = new ArrayList<>();
        boolean fenced = false;
        boolean inside = false;
        for (String line : document.text().lines().toList()) {
            fenced ^= line.strip().startsWith("```");
            boolean row = !fenced && line.startsWith("|");
            if (row && !inside) {
                tables.add(new ArrayList<>());
            }
            if (row) {
                tables.getLast().add(line.strip());
            }
            inside = row;
        }
        return tables;
    }
}
