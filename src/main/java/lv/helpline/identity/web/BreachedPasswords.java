package lv.helpline.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Passwords that leaked from other sites and that many people had, of as many characters as ours need. From where the
/// list comes, and under which licence, it says itself.
final class BreachedPasswords {

    private static final String LIST = "/passwords/breached.txt";

    private final Set<String> passwords;

    BreachedPasswords() {
        try (var list = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(getClass().getResourceAsStream(LIST), LIST), UTF_8))) {
            passwords = list.lines().filter(line -> !line.startsWith("# ")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// In upper or lower case.
    boolean has(String password) {
        return passwords.contains(password.toLowerCase(Locale.ROOT));
    }
}
