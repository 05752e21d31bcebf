package io.walgateway.standalone.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules for a Dockerfile whose image runs with few rights, also on engines without a registry. */
record DockerfileRules(String text) {

    private static final Pattern FROM = Pattern.compile("FROM (\\S+)(?: AS (\\S+))?");
    private static final Pattern PINNED = Pattern.compile(".+:(?!latest$)[\\w.-]+");
    private static final Pattern NUMERIC_USER = Pattern.compile("USER [1-9]\\d*:[1-9]\\d*");

    /** Each problem in one sentence; empty: none. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        require(!text.toLowerCase(Locale.ROOT).contains("# syntax="), "# syntax: it takes a registry", problems);
        Set<String> stages = new HashSet<>();
        List<String> last = new ArrayList<>();
        for (String instruction : instructions()) {
            Matcher from = FROM.matcher(instruction);
            if (from.matches()) {
                String image = from.group(1);
                require(
                        stages.contains(image) || PINNED.matcher(image).matches(),
                        instruction + ": the image has no fixed version",
                        problems);
                stages.add(String.valueOf(from.group(2)));
                last.clear();
            }
            require(
                    !instruction.startsWith("ADD "),
                    instruction + ": COPY does the same, and fetches nothing",
                    problems);
            last.add(instruction);
        }
        checkLastStage(last, problems);
        return problems;
    }

    private static void checkLastStage(List<String> last, List<String> problems) {
        List<String> users =
                last.stream().filter(line -> line.startsWith("USER ")).toList();
        require(
                !users.isEmpty() && NUMERIC_USER.matcher(users.getLast()).matches(),
                "USER: expected a number other than 0, which a read-only root without accounts knows, too",
                problems);
        require(
                last.stream().anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.contains("CMD [")),
                "HEALTHCHECK: expected one, without a shell",
                problems);
        require(
                last.stream().anyMatch(line -> line.startsWith("ENTRYPOINT [")),
                "ENTRYPOINT: expected one, without a shell: signals must reach the process",
                problems);
        require(
                last.stream().noneMatch(line -> line.startsWith("COPY ") && !line.contains("--from=")),
                "COPY: expected that the last stage takes from earlier ones alone",
                problems);
    }

    /** The instructions without comments; continued lines are joined. */
    private List<String> instructions() {
        String joined = text.replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", "");
        return joined.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static void require(boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add("Dockerfile: " + problem);
        }
    }
}
