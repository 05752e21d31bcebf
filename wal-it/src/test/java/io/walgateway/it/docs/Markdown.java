package io.walgateway.it.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One document. */
record Markdown(Path path, String text) {
    private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```([^\n]*)\n(.*?)^\\1``` *$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    /**
     * A block between fences.
     *
     * @param info what stands behind the opening fence: the language, and what a test is to do with it
     */
    record Fence(String info, String content) {
        boolean is(String language) {
            return info.equals(language) || info.startsWith(language + " ");
        }
    }

    static Markdown read(Path path) {
        return new Markdown(path, Checkout.read(path));
    }

    List<Fence> fences() {
        return FENCE.matcher(text)
                .results()
                .map(found ->
                        new Fence(found.group(2).strip(), found.group(3).replaceAll("(?m)^" + found.group(1), "")))
                .toList();
    }

    /** Where the links in its prose lead to. */
    List<String> links() {
        String prose = CODE.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("code");
        return LINK.matcher(prose).results().map(link -> link.group(1)).toList();
    }

    List<MatchResult> find(Pattern pattern) {
        return pattern.matcher(text).results().toList();
    }

    /** What a link to one of its headings ends with. */
    List<String> anchors() {
        return HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .toList();
    }

    private static String anchor(String heading) {
        return NOT_IN_ANCHORS
                .matcher(heading.toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }

    /** For test reports. */
    @Override
    public String toString() {
        return path.toString();
    }
}
