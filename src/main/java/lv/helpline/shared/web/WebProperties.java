package lv.helpline.shared.web;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lv.helpline.shared.Formats;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the pages are found, and how long a browser stays signed in.
///
/// @param address    where browsers find the pages, without a path; links in mails begin with it, and passkeys
///                   hold for its host only, so it stays as it is once people have some
/// @param house      what invitations call the house, 60 characters at most, and nothing that says what the
///                   house does; empty for the host of `address`
/// @param idle       how long an idle page of an administrator or a coordinator stays signed in, 1 min to 1
///                   day
/// @param atMost     how long it stays signed in at most, `idle` to 7 days
/// @param device     how long a consultant's own device stays signed in, 1 to 90 days
/// @param exit       where whoever leaves the public page in a hurry is taken: something that anybody might
///                   look at
/// @param key        64 hexadecimal digits, the same for all routers and pages, that seal the secrets of
///                   authenticator apps in the database and sign the audit; the units read
///                   `/etc/helpline/web-key`; without it nobody signs in by password and code, but passkeys
///                   and links work
/// @param sounds     where Asterisk's prompts are if it is on this machine, such as
///                   `/var/lib/helpline-sounds/sounds`: administrators listen to them on the pages; empty for
///                   elsewhere
/// @param dutyNumber the duty line's number, 8 digits like `DUTY_NUMBER`: it is shown to whoever is asked to
///                   speak a text by telephone; empty for none
/// @param proxies    reverse proxies that are believed when they say by `X-Forwarded-For` who asks: addresses
///                   and networks such as `10.1.2.0/24`, with commas between them
@ConfigurationProperties("helpline.web")
public record WebProperties(
        @DefaultValue("http://localhost:8080") URI address,
        @DefaultValue("") String house,
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration atMost,
        @DefaultValue("30d") Duration device,
        @DefaultValue("https://www.google.lv/") URI exit,
        @DefaultValue("") String key,
        @DefaultValue("") String sounds,
        @DefaultValue("") String dutyNumber,
        @DefaultValue({"127.0.0.0/8", "::1/128"}) List<String> proxies) {

    public WebProperties {
        check(
                String.valueOf(address.getScheme()).matches("https?")
                        && address.getHost() != null
                        && address.getRawPath().isEmpty(),
                "address: http or https, a host and no path are needed, such as https://dezura.example.lv");
        check(
                house.equals(house.strip()) && house.length() <= 60,
                "house: a name of 60 characters at most is needed, without blanks around it");
        check(within(idle, Duration.ofMinutes(1), Duration.ofDays(1)), "idle: 1m to 1d is needed");
        check(within(atMost, idle, Duration.ofDays(7)), "at-most: no less than idle and 7d at most is needed");
        check(
                String.valueOf(exit.getScheme()).matches("https?") && exit.getHost() != null,
                "exit: an address that begins with https:// is needed, such as https://www.google.lv/");
        check(
                key.matches("|[0-9a-fA-F]{64}"),
                "key: 64 hexadecimal digits are needed, such as `openssl rand -hex 32` prints");
        check(
                sounds.isEmpty() || Path.of(sounds).isAbsolute(),
                "sounds: a directory by its whole path is needed, such as /var/lib/helpline-sounds/sounds");
        check(dutyNumber.matches("|[0-9]{8}"), "duty-number: 8 digits are needed, such as 25550100");
        proxies = List.copyOf(proxies);
        check(
                proxies.stream().allMatch(WebProperties::isNetwork),
                "proxies: IP addresses or networks with commas between them are needed, such as 127.0.0.1,10.1.2.0/24");
        check(within(device, Duration.ofDays(1), Duration.ofDays(90)), "device: 1d to 90d is needed");
    }

    /// Without the key, which is nobody's to read.
    @Override
    public String toString() {
        return "the pages' settings";
    }

    public String houseName() {
        return house.isEmpty() ? address.getHost() : house;
    }

    /// As it is read; empty for none.
    public String dutyLine() {
        return dutyNumber.isEmpty() ? "" : "+371 " + Formats.spaced(dutyNumber);
    }

    public boolean isSecure() {
        return address.getScheme().equals("https");
    }

    /// The whole name of a cookie. Where the pages are https, browsers refuse it from any other host, from a host below
    /// this one and from plain http.
    public String cookie(String name) {
        return isSecure() ? "__Host-" + name : name;
    }

    private static boolean isNetwork(String text) {
        var parts = text.split("/", -1);
        try {
            var bits = InetAddress.ofLiteral(parts[0]).getAddress().length * Byte.SIZE;
            return parts.length == 1
                    || (parts.length == 2 && parts[1].matches("[0-9]{1,3}") && Integer.parseInt(parts[1]) <= bits);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static boolean within(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("helpline.web." + otherwise);
        }
    }
}
