package lv.helpline.shared.web;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.roster.Wish;
import lv.helpline.roster.WishId;
import org.jspecify.annotations.Nullable;

/// Wishes as the boxes of a form. A box that is not ticked is not sent.
public final class WishBoxes {

    private WishBoxes() {}

    public record Box(String code, String name, boolean ticked) {}

    /// @param ticked their codes
    public static List<Box> of(Collection<Wish> wishes, @Nullable List<String> ticked, Locale locale) {
        var read = read(ticked);
        return wishes.stream()
                .map(wish -> new Box(wish.id().value(), name(wish, locale), read.contains(wish.id())))
                .toList();
    }

    public static String name(Wish wish, Locale locale) {
        return locale.getLanguage().equals("en") ? wish.nameEn() : wish.name();
    }

    /// Without what is no wish's code.
    public static Set<WishId> read(@Nullable List<String> ticked) {
        return (ticked == null ? Stream.<String>empty() : ticked.stream())
                .filter(code -> code.matches("[a-z]{1,20}"))
                .map(WishId::new)
                .collect(toSet());
    }

    public static List<String> codes(Collection<WishId> wishes) {
        return wishes.stream().map(WishId::value).sorted().toList();
    }

    /// What was ticked, in words.
    public static String names(Collection<Wish> wishes, @Nullable List<String> ticked, Locale locale) {
        return of(wishes, ticked, locale).stream()
                .filter(Box::ticked)
                .map(Box::name)
                .collect(joining(", "));
    }
}
