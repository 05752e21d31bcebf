package io.walgateway.runtime.identity;

import io.walgateway.core.identity.Principal;
import io.walgateway.core.identity.TokenLine;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Identifies callers by static tokens: {@code authorization: Bearer wal.NAME.SECRET} is {@code token:NAME}. */
final class StaticTokens implements Authenticator {
    private static final Identity REFUSED = new Identity.Refused("the static token is not valid");
    private static final Identity ABSENT = new Identity.Absent();

    private final Supplier<Map<String, TokenLine>> lines;

    /** @param lines the present lines by name; asked for each token, and answers at once */
    StaticTokens(Supplier<Map<String, TokenLine>> lines) {
        this.lines = lines;
    }

    @Override
    public Identity identify(Presented presented) {
        Optional<String> token = Authorization.bearer(presented).filter(TokenLine::isToken);
        return token.isEmpty()
                ? ABSENT
                : TokenLine.split(token.get()).map(this::check).orElse(REFUSED);
    }

    private Identity check(TokenLine.Given given) {
        TokenLine line = lines.get().get(given.name());
        return line != null && line.isFor(given) ? new Identity.Known(new Principal("token:" + given.name())) : REFUSED;
    }
}
