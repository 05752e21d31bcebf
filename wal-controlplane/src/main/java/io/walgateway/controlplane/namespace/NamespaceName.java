package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.util.regex.Pattern;

/** The rules for the names of namespaces. */
public final class NamespaceName {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final int SHOWN_MAX = 120;

    private NamespaceName() {}

    /**
     * Returns the name itself.
     *
     * @throws RefusedException when it is not legal
     */
    public static String require(String name) {
        if (LEGAL.matcher(name).matches() && !name.equals(".") && !name.equals("..")) {
            return name;
        }
        String expected = "1 to 100 characters out of A-Z a-z 0-9 . _ -, and not . or ..";
        if (name.contains("/") || name.contains("\\")) {
            expected += "; a slash, encoded or not, cannot be part of a name";
        }
        String shown = name.length() <= SHOWN_MAX ? name : name.substring(0, SHOWN_MAX) + "...";
        throw new RefusedException(new Refusal.BadParameter(Flaw.of("name", shown, expected)));
    }
}
