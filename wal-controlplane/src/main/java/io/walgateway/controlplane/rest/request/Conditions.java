package io.walgateway.controlplane.rest.request;

import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Precondition;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditional requests (RFC 9110, section 13): an entity tag is a revision in double quotes. */
public final class Conditions {

    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String TAG = "(W/)?\"([\\x21\\x23-\\x7e]*)\"";
    private static final Pattern ONE = Pattern.compile(TAG);
    private static final Pattern LIST = Pattern.compile("\\s*" + TAG + "(\\s*,\\s*" + TAG + ")*\\s*");
    private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");

    private Conditions() {}

    public static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    /** The precondition in the two headers, of which at most one may be present. */
    static Precondition of(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
        if (ifMatch.isPresent() && ifNoneMatch.isPresent()) {
            throw refused(IF_NONE_MATCH, ifNoneMatch.get(), "not together with If-Match");
        }
        if (ifMatch.isPresent()) {
            String value = ifMatch.get().strip();
            // A weak tag never matches here.
            return value.equals("*")
                    ? new Precondition.Present()
                    : new Precondition.OneOf(revisions(IF_MATCH, value, false));
        }
        if (ifNoneMatch.isPresent()) {
            String value = ifNoneMatch.get().strip();
            return value.equals("*")
                    ? new Precondition.Absent()
                    : new Precondition.NoneOf(revisions(IF_NONE_MATCH, value, true));
        }
        return new Precondition.Always();
    }

    /** True if a reader that sends this header has the revision already. */
    public static boolean has(Optional<String> ifNoneMatch, long revision) {
        return switch (of(Optional.empty(), ifNoneMatch)) {
            case Precondition.Absent ignored -> true;
            case Precondition.NoneOf known -> known.revisions().contains(revision);
            case Precondition.Always ignored -> false;
            case Precondition.Present ignored -> false;
            case Precondition.OneOf ignored -> false;
        };
    }

    private static Set<Long> revisions(String header, String value, boolean weakToo) {
        if (!LIST.matcher(value).matches()) {
            throw refused(header, value, "* or revisions in double quotes, such as \"3\"");
        }
        Set<Long> revisions = new HashSet<>();
        Matcher tags = ONE.matcher(value);
        while (tags.find()) {
            boolean strong = tags.group(1) == null;
            if ((strong || weakToo) && REVISION.matcher(tags.group(2)).matches()) {
                revisions.add(Long.valueOf(tags.group(2)));
            }
        }
        return revisions;
    }

    private static RefusedException refused(String header, String value, String expected) {
        return new RefusedException(new Refusal.BadParameter(Flaw.of(header, Shown.of(value), expected)));
    }
}
