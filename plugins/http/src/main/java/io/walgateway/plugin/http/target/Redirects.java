package io.walgateway.plugin.http.target;

import io.walgateway.plugin.http.address.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Decides which redirects are followed: those to the same origin, with the method and the body of the first request.
 * Any other redirect would lead to a request that the target's address does not describe.
 */
final class Redirects {
    static final int MAX = 5;
    private static final Set<Integer> KEEPING_METHOD = Set.of(307, 308);
    /** A POST becomes a GET (RFC 9110, 15.4); other methods stay. */
    private static final Set<Integer> CHANGING_POST = Set.of(301, 302);

    private Redirects() {}

    /** The next URL, or the reason to stop. */
    sealed interface Step {}

    record Follow(URI url) implements Step {}

    record Refuse(String why) implements Step {}

    static Step of(Answer answer, String method, URI from, int followed) {
        int status = answer.status();
        boolean keeps = KEEPING_METHOD.contains(status) || (CHANGING_POST.contains(status) && !method.equals("POST"));
        if (!keeps) {
            return new Refuse("answered " + status + ", with which a " + method + " would become a GET or end nowhere");
        }
        if (followed == MAX) {
            return new Refuse("redirected more than " + MAX + " times");
        }
        return answer.headers()
                .firstValue("location")
                .<Step>map(location -> to(location, from))
                .orElseGet(() -> new Refuse("answered " + status + " without a Location"));
    }

    private static Step to(String location, URI from) {
        try {
            URI there = from.resolve(new URI(location));
            if (there.getHost() == null || there.getRawUserInfo() != null || there.getScheme() == null) {
                return new Refuse("redirected to what is no URL for requests");
            }
            // Schemes are compared first, so that no other scheme gets a default port.
            if (!there.getScheme().equalsIgnoreCase(from.getScheme())
                    || !Origin.of(there).equals(Origin.of(from))) {
                return new Refuse("redirected to another scheme, host or port");
            }
            return new Follow(withoutFragment(there));
        } catch (URISyntaxException e) {
            return new Refuse("redirected to what is no URL");
        }
    }

    private static URI withoutFragment(URI url) {
        String text = url.toString();
        int hash = text.indexOf('#');
        return hash < 0 ? url : URI.create(text.substring(0, hash));
    }
}
