package lv.helpline.roster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Somebody who takes calls.
///
/// @param name      as colleagues know them; shown on pages, never in logs
/// @param languages what they speak, at least one
/// @param regions   where they usually serve: a hint for whoever seeks a substitute, not a limit
/// @param overflow  whether they may be rung for a line of another region when nobody nearer answers
/// @param contact   their phone, or the first of two
/// @param verified    whether its number is verified: else it is not rung for callers, for a number that was mistyped
///                  is a stranger's
/// @param whisper   whether they hear a whisper and press 1 before a caller is put through; only a SIP phone does
/// without
/// @param left      whether they serve no more: who was on duty has a name still
/// @param second    their second phone, if they have two
/// @param fulfils   the wishes of callers that they have said they fulfil
public record Consultant(
        ConsultantId id,
        String name,
        Contact contact,
        Set<Language> languages,
        Set<Region> regions,
        boolean overflow,
        boolean verified,
        boolean whisper,
        boolean left,
        Optional<SecondPhone> second,
        Set<WishId> fulfils) {

    public Consultant {
        languages = Set.copyOf(languages);
        regions = Set.copyOf(regions);
        fulfils = Set.copyOf(fulfils);
        if (name.isBlank()) {
            throw new IllegalArgumentException("consultant: a name is needed");
        }
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("consultant: at least one language is needed");
        }
        if (second.filter(phone -> phone.contact().equals(contact)).isPresent()) {
            throw new IllegalArgumentException("consultant: the second phone is not the first");
        }
    }

    /// Who has said nothing of wishes.
    public Consultant(
            ConsultantId id,
            String name,
            Contact contact,
            Set<Language> languages,
            Set<Region> regions,
            boolean overflow,
            boolean verified,
            boolean whisper,
            boolean left,
            Optional<SecondPhone> second) {
        this(id, name, contact, languages, regions, overflow, verified, whisper, left, second, Set.of());
    }

    /// With one phone.
    public Consultant(
            ConsultantId id,
            String name,
            Contact contact,
            Set<Language> languages,
            Set<Region> regions,
            boolean overflow,
            boolean verified,
            boolean whisper,
            boolean left) {
        this(id, name, contact, languages, regions, overflow, verified, whisper, left, Optional.empty());
    }

    /// With all of their phones verified, or none.
    Consultant withPhone(boolean verified) {
        return new Consultant(
                id,
                name,
                contact,
                languages,
                regions,
                overflow,
                verified,
                whisper,
                left,
                second.map(phone -> new SecondPhone(phone.contact(), phone.rings(), verified)),
                fulfils);
    }

    /// Those of their phones that are rung for callers, in their order.
    public List<Contact> verifiedContacts() {
        return Stream.concat(
                        Stream.of(contact).filter(_ -> verified),
                        second.filter(SecondPhone::verified).map(SecondPhone::contact).stream())
                .toList();
    }

    /// Without one they are not rung for callers.
    public boolean hasVerifiedPhone() {
        return !verifiedContacts().isEmpty();
    }

    public boolean hasVerified(WhichPhone which) {
        return switch (which) {
            case FIRST -> verified;
            case SECOND -> second.filter(SecondPhone::verified).isPresent();
        };
    }

    /// Empty for a second phone of somebody who has one.
    public Optional<Contact> phone(WhichPhone which) {
        return switch (which) {
            case FIRST -> Optional.of(contact);
            case SECOND -> second.map(SecondPhone::contact);
        };
    }

    public boolean speaks(Language language) {
        return languages.contains(language);
    }

    public boolean fulfils(WishId wish) {
        return fulfils.contains(wish);
    }
}
