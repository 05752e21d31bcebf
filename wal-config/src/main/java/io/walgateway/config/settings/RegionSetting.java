package io.walgateway.config.settings;

import io.walgateway.core.replication.RegionChecks;

/** The region in which a process runs, by the name that documents give it. */
public final class RegionSetting {
    /** The key of this setting. */
    public static final String KEY = "region";

    private RegionSetting() {}

    /** Empty text if the settings name no region. */
    public static String read(SettingsReader reader) {
        String region = reader.text(KEY, "");
        if (!region.isEmpty()) {
            check(reader, region);
        }
        return region;
    }

    /** As above, for a process that cannot run without it. */
    public static String required(SettingsReader reader) {
        String region = reader.required(KEY, "the name of this region, as documents have it");
        if (!region.isEmpty()) {
            check(reader, region);
        }
        return region;
    }

    private static void check(SettingsReader reader, String region) {
        RegionChecks.region(KEY, region).ifPresent(wrong -> reader.refuse(KEY, wrong.expectation()));
    }
}
