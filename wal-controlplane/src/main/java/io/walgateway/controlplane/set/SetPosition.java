package io.walgateway.controlplane.set;

import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetKeys.Unfinished;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the lists of unfinished sets of all regions.
 *
 * @param region empty text: the only one, which has no name
 * @param bucket of the list; the first one at or after it counts
 * @param slot   in that shard; the first one at or after it counts
 */
public record SetPosition(String region, Unfinished list, int bucket, int shard, int slot) {
    /** For messages. */
    public static final String EXPECTED = "next of an earlier page";

    private static final Pattern FORM = Pattern.compile("(open|waiting)-(\\d{1,9})-(\\d{1,2})-(\\d{1,10})(?:@(.+))?");

    static SetPosition start(String region, Unfinished list) {
        return new SetPosition(region, list, 0, 0, 0);
    }

    /** Empty if the text is none. */
    public static Optional<SetPosition> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int shard = Integer.parseInt(form.group(3));
        long slot = Long.parseLong(form.group(4));
        return shard >= SetKeys.SHARDS || slot > Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of(new SetPosition(
                        Optional.ofNullable(form.group(5)).orElse(""),
                        Unfinished.valueOf(form.group(1).toUpperCase(Locale.ROOT)),
                        Integer.parseInt(form.group(2)),
                        shard,
                        (int) slot));
    }

    /** The form that {@link #read} reads. */
    @Override
    public String toString() {
        return list.name().toLowerCase(Locale.ROOT) + "-" + bucket + "-" + shard + "-" + slot
                + (region.isEmpty() ? "" : "@" + region);
    }
}
