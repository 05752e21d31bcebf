package io.walgateway.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each promise names tests, and they exist. */
class InvariantsDocTest {
    private static final int PROMISES = 18;
    private static final Pattern PROMISE = Pattern.compile("(?ms)^## (\\d+)\\. (.*?)(?=^## |\\z)");
    private static final Pattern ENFORCED = Pattern.compile("(?ms)^\\*Enforced by: (.*?)\\*$");
    /** A line of the table: the threat, its mitigation, and the tests. */
    private static final Pattern THREAT = Pattern.compile("(?m)^\\| (?!threat |---)(.*?) \\|.*\\| (.*?) \\|$");

    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(should\\w+)`");
    private static final Pattern RUN =
            Pattern.compile("@(Test|TestFactory|ParameterizedTest|RepeatedTest|AfterEach)\\b");

    private final Checkout checkout = Checkout.here();
    private final Map<String, String> sources = testSources();

    @Test
    void shouldNameExistingTestsForEachPromise() {
        List<MatchResult> promises = checkout.document("INVARIANTS.md").find(PROMISE);
        assertThat(promises)
                .extracting(promise -> Integer.parseInt(promise.group(1)))
                .containsExactlyElementsOf(numbers());
        List<String> missing = new ArrayList<>();
        for (MatchResult promise : promises) {
            List<MatchResult> enforced =
                    ENFORCED.matcher(promise.group(2)).results().toList();
            assertThat(enforced)
                    .as("lines of promise %s that name tests", promise.group(1))
                    .hasSize(1);
            List<MatchResult> tests =
                    TEST.matcher(enforced.getFirst().group(1)).results().toList();
            assertThat(tests).as("tests of promise %s", promise.group(1)).isNotEmpty();
            tests.stream()
                    .filter(test -> !isRun(test.group(1), test.group(2)))
                    .forEach(test -> missing.add(test.group()));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void shouldNameExistingTestsForEachThreat() {
        List<MatchResult> threats = checkout.document("docs/threat-model.md").find(THREAT);
        assertThat(threats).hasSizeGreaterThan(10);
        assertThat(threats)
                .filteredOn(threat -> {
                    List<MatchResult> tests =
                            TEST.matcher(threat.group(2)).results().toList();
                    return tests.isEmpty() || !tests.stream().allMatch(test -> isRun(test.group(1), test.group(2)));
                })
                .extracting(MatchResult::group)
                .isEmpty();
    }

    private boolean isRun(String type, String method) {
        String source = sources.getOrDefault(type, "");
        int at = source.indexOf(" " + method + "(");
        if (at < 0) {
            return false;
        }
        // The annotations of a method stand between it and the blank line before it.
        String before = source.substring(source.lastIndexOf("\n\n", at), at);
        return RUN.matcher(before).find();
    }

    private Map<String, String> testSources() {
        Map<String, String> found = new HashMap<>();
        checkout.files(InvariantsDocTest::holdsTests)
                .forEach(path -> found.put(path.getFileName().toString().replace(".java", ""), Checkout.read(path)));
        return found;
    }

    private static boolean holdsTests(Path path) {
        String name = path.toString().replace('\\', '/');
        return name.matches(".*/src/test/java/.*\\.java")
                || name.matches("wal-testkit/src/main/java/.*Contract\\.java");
    }

    private static List<Integer> numbers() {
        return IntStream.rangeClosed(1, PROMISES).boxed().toList();
    }
}
