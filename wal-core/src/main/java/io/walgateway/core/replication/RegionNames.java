package io.walgateway.core.replication;

/**
 * Compares names of regions. Names that differ in hyphens alone are those of one region, because documents for EVCache
 * write {@code euwest1} where the cloud provider writes {@code eu-west-1}.
 */
public final class RegionNames {

    private RegionNames() {}

    public static boolean areSame(String one, String other) {
        return withoutHyphens(one).equals(withoutHyphens(other));
    }

    /** What names of one region have in common. */
    static String withoutHyphens(String name) {
        String letters = name.replace("-", "");
        return letters.isEmpty() ? name : letters;
    }
}
