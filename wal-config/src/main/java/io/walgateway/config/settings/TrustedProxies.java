package io.walgateway.config.settings;

import io.walgateway.core.identity.Principal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The proxies that may say, in {@code x-forwarded-client-cert}, who calls through them. */
public final class TrustedProxies {
    /** The key of this setting. */
    public static final String KEY = "identity.trusted-proxies";

    private static final String EXPECTED =
            "principals of proxies by their certificates, such as spiffe://mesh/envoy or x509:CN=envoy,O=Mesh";
    /** Subjects contain commas, too. */
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*(?=spiffe://|x509:)");

    private TrustedProxies() {}

    /** Empty: nobody's header counts. */
    public static Set<Principal> read(SettingsReader reader) {
        Set<Principal> proxies = new LinkedHashSet<>();
        for (String text : SEPARATOR.split(reader.text(KEY, "").strip(), -1)) {
            if (text.startsWith("spiffe://") || text.startsWith("x509:")) {
                try {
                    proxies.add(new Principal(text));
                } catch (IllegalArgumentException _) {
                    reader.refuse(KEY, EXPECTED);
                }
            } else if (!text.isEmpty()) {
                reader.refuse(KEY, EXPECTED);
            }
        }
        return Set.copyOf(proxies);
    }
}
