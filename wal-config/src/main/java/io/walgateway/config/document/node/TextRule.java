package io.walgateway.config.document.node;

import io.walgateway.core.identity.PrincipalPattern;
import java.util.regex.Pattern;

/** The form that a text in a document must have. */
public enum TextRule {
    ANY("(?s).{0,10000}", "text of at most 10000 characters"),
    NAME("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}", "1 to 100 characters out of A-Z a-z 0-9 . _ -, not . or .."),
    QUEUE_NAME("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}", "1 to 249 characters out of A-Z a-z 0-9 . _ -, not . or .."),
    TYPE("[A-Za-z][A-Za-z0-9._-]{0,49}", "1 to 50 characters out of A-Z a-z 0-9 . _ -, beginning with a letter"),
    PRINCIPAL(
            "(?s)(?=.{1,512}\\z)(?!\\p{IsWhite_Space})(?!.*\\p{IsWhite_Space}\\z)(?!.*\\*[^/]*\\*)\\P{Cc}+",
            PrincipalPattern.EXPECTED);

    private final Pattern pattern;
    private final String expectation;

    TextRule(String pattern, String expectation) {
        this.pattern = Pattern.compile(pattern);
        this.expectation = expectation;
    }

    public boolean allows(String text) {
        return pattern.matcher(text).matches();
    }

    public String expectation() {
        return expectation;
    }
}
