package io.walgateway.core.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of a file of static tokens: a name, a salt and the SHA-256 of salt and secret. A slow hash would gain nothing:
 * slowness protects secrets that can be guessed, such as passwords, and nobody guesses 256 random bits.
 *
 * <p>A token is {@code wal.NAME.SECRET}. The name says which line applies, so checking a token costs one hash however many
 * lines there are.
 */
public final class TokenLine {
    /** The names that tokens may have. */
    public static final String NAME_EXPECTED = "1 to 64 letters, digits, _ and -";

    public static final String EXPECTED = "NAME SALT HASH, as wal token new prints it";

    private static final String START = "wal.";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("wal\\.([A-Za-z0-9_-]{1,64})\\.([A-Za-z0-9_-]{43})");
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final int SECRET_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final String name;
    private final byte[] salt;
    private final byte[] hash;

    /**
     * A new token.
     *
     * @param token to be shown once, to the caller who will present it
     * @param line  for the file
     */
    public record Issued(String token, TokenLine line) {
        /** Omits the token. */
        @Override
        public String toString() {
            return "Issued[" + line.name + "]";
        }
    }

    /**
     * A token in its two parts.
     *
     * @param secret never to be shown
     */
    public record Given(String name, String secret) {
        /** Omits the secret. */
        @Override
        public String toString() {
            return "Given[" + name + "]";
        }
    }

    private TokenLine(String name, byte[] salt, byte[] hash) {
        this.name = name;
        this.salt = salt;
        this.hash = hash;
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Makes a token.
     *
     * @throws IllegalArgumentException when no token can have the name
     */
    public static Issued issue(String name, SecureRandom random) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a token's name: " + name + " (expected: " + NAME_EXPECTED + ")");
        }
        String secret = encode(bytes(random, SECRET_BYTES));
        byte[] salt = bytes(random, SALT_BYTES);
        return new Issued(START + name + "." + secret, new TokenLine(name, salt, hash(salt, secret)));
    }

    /** Empty: the text is not a line of a token file. */
    public static Optional<TokenLine> parse(String line) {
        List<String> parts = BLANKS.splitAsStream(line.strip()).toList();
        if (parts.size() != 3 || !isName(parts.getFirst())) {
            return Optional.empty();
        }
        return decode(parts.get(1), SALT_BYTES)
                .flatMap(salt ->
                        decode(parts.get(2), HASH_BYTES).map(hash -> new TokenLine(parts.getFirst(), salt, hash)));
    }

    /** True if the text claims to be a static token, however broken it is. */
    public static boolean isToken(String text) {
        return text.startsWith(START);
    }

    /** The parts of a token; empty: the text has not the form of one. */
    public static Optional<Given> split(String token) {
        return Optional.of(TOKEN.matcher(token))
                .filter(matcher -> matcher.matches())
                .map(matcher -> new Given(matcher.group(1), matcher.group(2)));
    }

    public String name() {
        return name;
    }

    /** True if this line was made for the secret; takes the same time for each secret. */
    public boolean isFor(Given given) {
        return name.equals(given.name()) && MessageDigest.isEqual(hash, hash(salt, given.secret()));
    }

    /** The line as it is in the file. */
    @Override
    public String toString() {
        return name + " " + encode(salt) + " " + encode(hash);
    }

    private static byte[] hash(byte[] salt, String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<byte[]> decode(String text, int length) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == length ? Optional.of(Arrays.copyOf(bytes, length)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
